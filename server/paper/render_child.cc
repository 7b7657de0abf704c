#include "paper/render_child.h"

#include <cerrno>
#include <csignal>
#include <memory>
#include <optional>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lianhu::paper {
namespace {

class Fd {
 public:
  explicit Fd(int fd) : fd_(fd) {
    if (fd_ < 0) throw std::system_error(errno, std::generic_category(), "render child");
  }
  ~Fd() { ::close(fd_); }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

class Slot {
 public:
  Slot(RenderSlots& slots, std::chrono::milliseconds patience) : slots_(slots), held_(slots.acquire(patience)) {}
  ~Slot() {
    if (held_) slots_.release();
  }
  Slot(const Slot&) = delete;
  Slot& operator=(const Slot&) = delete;
  bool held() const { return held_; }

 private:
  RenderSlots& slots_;
  bool held_;
};

// A child that is certainly gone when this object is.
class Child {
 public:
  Child(const RenderProgram& program, int socket) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, socket, 0);
    posix_spawn_file_actions_adddup2(&files, socket, 1);
    // The drawing libraries may quote a paper's text in a warning: that must not reach a log.
    posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
    std::vector<char*> argv{const_cast<char*>(program.self.c_str())};
    for (const std::string& argument : program.arguments) argv.push_back(const_cast<char*>(argument.c_str()));
    argv.push_back(nullptr);
    char locale[] = "LC_ALL=C.UTF-8";
    char* environment[] = {locale, nullptr};
    const int failed = posix_spawn(&pid_, program.self.c_str(), &files, nullptr, argv.data(), environment);
    posix_spawn_file_actions_destroy(&files);
    if (failed) throw std::system_error(failed, std::generic_category(), "render child");
  }
  ~Child() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  int wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return status;
  }

 private:
  pid_t pid_ = 0;
};

void arm(int timer, std::chrono::milliseconds limit) {
  itimerspec when{};
  when.it_value.tv_sec = limit.count() / 1000;
  when.it_value.tv_nsec = limit.count() % 1000 * 1'000'000;
  if (when.it_value.tv_sec == 0 && when.it_value.tv_nsec == 0) when.it_value.tv_nsec = 1;
  if (timerfd_settime(timer, 0, &when, nullptr) != 0) throw std::system_error(errno, std::generic_category(), "render timer");
}

Error failed() { return {Kind::unavailable, "render_failed", "文书没有生成成功，请稍后再试；多次失败请联系管理员", {}}; }
Error timed_out() { return {Kind::unavailable, "render_timeout", "生成文书用时过长，已停止；请稍后再试", {}}; }

// Sends the job and reads the reply to its end, both at once: a child may answer before it has read all.
Result<std::string> converse(int socket, int timer, std::string_view job, std::size_t most) {
  std::string reply;
  for (;;) {
    const short wanted = static_cast<short>(job.empty() ? POLLIN : POLLIN | POLLOUT);
    pollfd watched[] = {{timer, POLLIN, 0}, {socket, wanted, 0}};
    if (::poll(watched, 2, -1) < 0) {
      if (errno == EINTR) continue;
      throw std::system_error(errno, std::generic_category(), "render poll");
    }
    if (watched[0].revents) return timed_out();
    if (watched[1].revents & POLLOUT) {
      const ssize_t sent = ::send(socket, job.data(), job.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno != EAGAIN && errno != EINTR) return failed();
      if (sent > 0) job.remove_prefix(static_cast<std::size_t>(sent));
      if (job.empty()) ::shutdown(socket, SHUT_WR);
    }
    if (watched[1].revents & (POLLIN | POLLHUP | POLLERR)) {
      char buffer[65536];
      const ssize_t got = ::recv(socket, buffer, sizeof buffer, 0);
      if (got == 0) return reply;
      if (got < 0 && errno != EAGAIN && errno != EINTR) return failed();
      if (got > 0) reply.append(buffer, static_cast<std::size_t>(got));
      if (reply.size() > most) return failed();
    }
  }
}

bool ended_in_time(int process, int timer) {
  for (;;) {
    pollfd watched[] = {{timer, POLLIN, 0}, {process, POLLIN, 0}};
    if (::poll(watched, 2, -1) < 0 && errno != EINTR) throw std::system_error(errno, std::generic_category(), "render poll");
    if (watched[1].revents) return true;
    if (watched[0].revents) return false;
  }
}

// The reply to a wire; nothing: the wire is no job.
using Answer = std::optional<std::string> (*)(std::string_view wire);

std::optional<std::string> paper_answer(std::string_view wire) {
  const auto job = read_job(wire);
  return job ? std::optional(write_reply(render(*job))) : std::nullopt;
}
std::optional<std::string> packet_answer(std::string_view wire) {
  const auto job = read_packet_job(wire);
  return job ? std::optional(write_reply(bind_packet(*job))) : std::nullopt;
}

int serve(int in, int out, std::size_t most, Answer answer) {
  // A text that sends the drawing library round in circles ends here even if the parent is gone.
  const rlimit processor{30, 30};
  ::setrlimit(RLIMIT_CPU, &processor);
  const rlimit no_core{0, 0};  // it would hold the paper's text
  ::setrlimit(RLIMIT_CORE, &no_core);
  std::string wire;
  char buffer[65536];
  for (;;) {
    const ssize_t got = ::read(in, buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 || wire.size() > most) return 1;
    if (got == 0) break;
    wire.append(buffer, static_cast<std::size_t>(got));
  }
  const auto reply = answer(wire);
  if (!reply) return 1;
  for (std::size_t sent = 0; sent < reply->size();) {
    const ssize_t put = ::write(out, reply->data() + sent, reply->size() - sent);
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return 1;
    sent += static_cast<std::size_t>(put);
  }
  return 0;
}

Result<Rendered> in_child(RenderSlots& slots, const RenderProgram& program, std::string_view wire, const RenderLimits& limits) {
  const Slot slot(slots, limits.wait);
  if (!slot.held()) return Error{Kind::unavailable, "render_busy", "正在生成的文书较多，请稍后再试", {}};

  int pair[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    throw std::system_error(errno, std::generic_category(), "render child");
  const Fd ours(pair[0]);
  auto theirs = std::make_unique<Fd>(pair[1]);
  if (::fcntl(ours.get(), F_SETFL, O_NONBLOCK) != 0) throw std::system_error(errno, std::generic_category(), "render child");
  const Fd timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  Child child(program, theirs->get());
  theirs.reset();
  arm(timer.get(), limits.run);

  const auto reply = converse(ours.get(), timer.get(), wire, limits.output);
  if (!reply) return reply.error();
  // By system call: this glibc declares pidfd_open without C linkage.
  const Fd process(static_cast<int>(::syscall(SYS_pidfd_open, child.pid(), 0)));
  if (!ended_in_time(process.get(), timer.get())) return timed_out();
  const int status = child.wait();
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return failed();
  return read_reply(*reply);
}

}  // namespace

Result<Rendered> render_in_child(RenderSlots& slots, const RenderProgram& program, const RenderJob& job, const RenderLimits& limits) {
  return in_child(slots, program, write_job(job), limits);
}
Result<Rendered> packet_in_child(RenderSlots& slots, const RenderProgram& program, const PacketJob& job, const RenderLimits& limits) {
  return in_child(slots, program, write_packet_job(job), limits);
}

void render_main(int in, int out) { ::_exit(serve(in, out, 8u << 20, paper_answer)); }
void packet_main(int in, int out) { ::_exit(serve(in, out, 80u << 20, packet_answer)); }

}  // namespace lianhu::paper
