#pragma once
// Server-sent events: one hub, many viewers, each with a small queue and its own rights.
//
// Invariant: a viewer gets the events its filter lets through, in the order of publish(). The filter runs at the
// time of publishing, on a worker, so rights are those of now; it also makes the text, so a viewer sees its own
// projection. A viewer that does not keep up, or whose filter throws, is closed: it comes back with Last-Event-ID
// and is refilled from the store. So events may be lost here, never silently.
// Units: limits are numbers of events.
// Thread rule: any thread. A Broadcast outlives nothing it is given: the executor must outlive it.

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/world.h"
#include "http/message.h"

namespace lianhu::http {

struct Event {
  std::string id;
  std::string name;
  std::string topic;  // for the filter; never sent
  std::string data;
};
// One event as the wire has it. Line breaks in data are kept, in id and name they are cut away.
std::string event_text(const Event& event);

// What waits to be written to one viewer.
class EventQueue {
 public:
  explicit EventQueue(std::size_t limit) : limit_(limit) {}

  void push(std::string text);  // on a full queue: closes it
  void close();
  bool closed() const;

  // For the connection. wake runs under the queue's lock whenever there is something new to take or it closed.
  void set_wake(std::function<void()> wake);
  std::string take();

 private:
  const std::size_t limit_;
  mutable std::mutex guard_;
  std::deque<std::string> waiting_;
  std::function<void()> wake_;
  bool closed_ = false;
};

class Broadcast {
 public:
  // The data this viewer may see of the event, or nothing.
  using Filter = std::function<std::optional<std::string>(const Event&)>;

  explicit Broadcast(Executor& executor, std::size_t queue_limit = 64, std::size_t max_pending = 1024)
      : executor_(executor), queue_limit_(queue_limit), max_pending_(max_pending) {}
  ~Broadcast();

  std::shared_ptr<EventQueue> subscribe(Filter filter);
  void publish(Event event);
  std::size_t viewers();

 private:
  struct Viewer {
    std::shared_ptr<EventQueue> queue;
    std::shared_ptr<const Filter> filter;
  };
  void drain();
  void prune();          // guard_ held
  void close_everyone();  // guard_ held

  Executor& executor_;
  const std::size_t queue_limit_;
  const std::size_t max_pending_;
  std::mutex guard_;
  std::condition_variable idle_;
  std::deque<Event> pending_;
  std::vector<Viewer> viewers_;
  std::size_t prune_at_ = 64;
  bool draining_ = false;
};

// The answer that opens the stream; `backlog` (event_text joined) is sent first.
Response event_stream(std::shared_ptr<EventQueue> queue, std::string backlog = {});

}  // namespace lianhu::http
