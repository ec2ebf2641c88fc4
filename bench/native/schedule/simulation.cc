#include "schedule/simulation.h"

#include <algorithm>
#include <limits>
#include <memory>
#include <optional>

#include "schedule/job.h"

namespace tts::schedule {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

struct Worker {
  Job* job = nullptr;
  Task task;
  double began = 0.0;
  double ends = kNever;
};

class Server {
 public:
  explicit Server(const Experiment& experiment)
      : experiment_(experiment),
        machine_(experiment.lines, experiment.disturbed_share, experiment.seed),
        workers_(experiment.workers) {}

  Course run() {
    const auto& clients = experiment_.clients;
    for (std::size_t next = 0;;) {
      auto& first = *std::ranges::min_element(workers_, {}, &Worker::ends);
      const double arrival = next < clients.size() ? clients[next].arrives_sec : kNever;
      now_ = std::min(first.ends, arrival);
      if (now_ == kNever) return report();
      if (first.ends <= arrival)
        finish(first);
      else
        admit(clients[next++]);
      // All who come at this moment are there before a worker chooses.
      if (next == clients.size() || clients[next].arrives_sec > now_) assign();
    }
  }

 private:
  void admit(const Client& client) {
    const bool is_refused = experiment_.admits_real_time_only && !client.is_buffered &&
                            !can_serve_in_real_time(costs_, listeners() + 1, experiment_.workers);
    jobs_.push_back(is_refused ? nullptr : std::make_unique<Job>(client, jobs_.size()));
  }

  // Streams in work. One that has been made but not yet played to its end costs nothing any more.
  [[nodiscard]] std::size_t listeners() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        jobs_, [](const auto& job) { return job && !job->is_done() && !job->client().is_buffered; }));
  }

  void finish(Worker& worker) {
    costs_.measured(worker.task.unit, worker.task.size, now_ - worker.began);
    worker.job->end(worker.task, now_, costs_);
    worker = {};
  }

  void assign() {
    for (Worker& worker : workers_) {
      if (worker.job != nullptr) continue;
      std::vector<Job*> waiting;
      for (const auto& job : jobs_)
        if (job && !job->is_done() && !job->is_busy()) waiting.push_back(job.get());
      if (waiting.empty()) return;
      worker.job = &chosen(waiting);
      worker.task = worker.job->begin(longest(*worker.job, waiting.size() > 1));
      worker.began = now_;
      worker.ends = now_ + machine_.run(worker.task.unit, worker.task.size);
    }
  }

  [[nodiscard]] Job& chosen(const std::vector<Job*>& waiting) const {
    std::vector<Candidate> candidates;
    candidates.reserve(waiting.size());
    for (const Job* job : waiting) candidates.push_back(job->candidate(costs_));
    if (experiment_.policy == Policy::kOurs) {
      const Scene scene{.now_sec = now_, .workers = experiment_.workers, .lead_sec = experiment_.lead_sec};
      return *waiting[choose(candidates, scene).value()];
    }
    const auto& key =
        experiment_.policy == Policy::kFirstCome ? &Candidate::admitted_sec : &Candidate::idle_since_sec;
    const auto first = std::ranges::min_element(candidates, {}, key);  // the first one among equals
    return *waiting[static_cast<std::size_t>(first - candidates.begin())];
  }

  [[nodiscard]] std::size_t longest(const Job& job, bool others_wait) const {
    if (experiment_.policy == Policy::kFirstCome) return kLongestWindow;
    if (experiment_.policy == Policy::kRoundRobin) return others_wait ? kSharedWindow : kLongestWindow;
    const double ahead =
        job.client().is_buffered ? std::numeric_limits<double>::infinity() : job.playback().ahead(now_);
    return longest_window(costs_, {.others_wait = others_wait,
                                   .streams = listeners(),
                                   .workers = experiment_.workers,
                                   .ahead_sec = ahead});
  }

  [[nodiscard]] Course report() const {
    Course course;
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      const Client& client = experiment_.clients[i];
      Outcome outcome{.is_admitted = jobs_[i] != nullptr, .is_buffered = client.is_buffered};
      if (jobs_[i]) {
        const Job& job = *jobs_[i];
        outcome.to_first_audio_sec = job.first_audio().value() - client.arrives_sec;
        outcome.to_end_sec = job.done_at() - client.arrives_sec;
        outcome.audio_sec = job.audio_sec();
        outcome.stalls = job.playback().stalls();
        outcome.stalled_sec = job.playback().stalled_sec();
        course.duration_sec =
            std::max(course.duration_sec, job.done_at() - experiment_.clients.front().arrives_sec);
      }
      course.outcomes.push_back(outcome);
    }
    return course;
  }

  const Experiment& experiment_;
  Machine machine_;
  Costs costs_;
  std::vector<Worker> workers_;
  std::vector<std::unique_ptr<Job>> jobs_;  // one a client; null: refused
  double now_ = 0.0;
};

}  // namespace

Course simulate(const Experiment& experiment) { return Server(experiment).run(); }

}  // namespace tts::schedule
