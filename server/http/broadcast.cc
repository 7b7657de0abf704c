#include "http/broadcast.h"

#include <algorithm>
#include <exception>

namespace lianhu::http {
namespace {

std::string one_line(std::string text) {
  std::erase_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\0'; });
  return text;
}

}  // namespace

std::string event_text(const Event& event) {
  std::string out;
  if (!event.id.empty()) out += "id: " + one_line(event.id) + "\n";
  if (!event.name.empty()) out += "event: " + one_line(event.name) + "\n";
  std::string_view rest = event.data;
  while (true) {
    const std::size_t end = rest.find('\n');
    out += "data: " + one_line(std::string(rest.substr(0, end))) + "\n";
    if (end == rest.npos) break;
    rest.remove_prefix(end + 1);
  }
  return out + "\n";
}

void EventQueue::push(std::string text) {
  const std::lock_guard lock(guard_);
  if (closed_) return;
  if (waiting_.size() == limit_) {
    closed_ = true;
    waiting_.clear();
  } else {
    waiting_.push_back(std::move(text));
    if (waiting_.size() > 1) return;  // already woken and not yet taken
  }
  if (wake_) wake_();
}

void EventQueue::close() {
  const std::lock_guard lock(guard_);
  if (std::exchange(closed_, true)) return;
  if (wake_) wake_();
}

bool EventQueue::closed() const {
  const std::lock_guard lock(guard_);
  return closed_;
}

void EventQueue::set_wake(std::function<void()> wake) {
  const std::lock_guard lock(guard_);
  wake_ = std::move(wake);
}

std::string EventQueue::take() {
  const std::lock_guard lock(guard_);
  std::string out;
  for (const std::string& text : waiting_) out += text;
  waiting_.clear();
  return out;
}

Broadcast::~Broadcast() {
  std::unique_lock lock(guard_);
  pending_.clear();
  close_everyone();
  idle_.wait(lock, [this] { return !draining_; });
}

std::shared_ptr<EventQueue> Broadcast::subscribe(Filter filter) {
  auto queue = std::make_shared<EventQueue>(queue_limit_);
  const std::lock_guard lock(guard_);
  if (viewers_.size() >= prune_at_) prune();
  viewers_.push_back({queue, std::make_shared<const Filter>(std::move(filter))});
  return queue;
}

void Broadcast::publish(Event event) {
  {
    const std::lock_guard lock(guard_);
    if (pending_.size() >= max_pending_) {
      pending_.clear();
      close_everyone();
      return;
    }
    pending_.push_back(std::move(event));
    if (std::exchange(draining_, true)) return;
  }
  if (executor_.post([this] { drain(); })) return;
  const std::lock_guard lock(guard_);
  draining_ = false;
  pending_.clear();
  close_everyone();
  idle_.notify_all();
}

void Broadcast::drain() {
  while (true) {
    Event event;
    std::vector<Viewer> viewers;
    {
      const std::lock_guard lock(guard_);
      prune();
      if (pending_.empty()) {
        draining_ = false;
        idle_.notify_all();
        return;
      }
      event = std::move(pending_.front());
      pending_.pop_front();
      viewers = viewers_;
    }
    for (const Viewer& viewer : viewers) {
      if (viewer.queue->closed()) continue;
      try {
        std::optional<std::string> data = (*viewer.filter)(event);
        if (data) viewer.queue->push(event_text({event.id, event.name, {}, std::move(*data)}));
      } catch (const std::exception&) {
        viewer.queue->close();
      }
    }
  }
}

std::size_t Broadcast::viewers() {
  const std::lock_guard lock(guard_);
  prune();
  return viewers_.size();
}

void Broadcast::prune() {
  std::erase_if(viewers_, [](const Viewer& viewer) { return viewer.queue->closed(); });
  prune_at_ = std::max<std::size_t>(64, viewers_.size() * 2);
}

void Broadcast::close_everyone() {
  for (const Viewer& viewer : viewers_) viewer.queue->close();
  viewers_.clear();
}

Response event_stream(std::shared_ptr<EventQueue> queue, std::string backlog) {
  Response response;
  response.header("Content-Type", "text/event-stream").header("Cache-Control", "no-store").header("X-Accel-Buffering", "no");
  response.body = "retry: 3000\n\n" + backlog;
  response.events = std::move(queue);
  return response;
}

}  // namespace lianhu::http
