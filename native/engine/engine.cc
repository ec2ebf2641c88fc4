#include "engine/engine.h"

#include <algorithm>
#include <utility>

#include "base/error.h"
#include "base/units.h"
#include "engine/outlook.h"

namespace tts {
namespace {

double seconds_between(Clock::time_point start, Clock::time_point end) {
  return std::chrono::duration<double>(end - start).count();
}

// Which voice a manner asks for, as a key.
std::string key_of(std::span<const VoiceTerm> terms) {
  std::string key;
  for (const auto& [name, weight] : terms) key += name + '*' + std::to_string(weight) + '+';
  return key;
}

}  // namespace

Engine::Engine(EngineSettings settings, Listener listener)
    : settings_(std::move(settings)), casting_(settings_), listener_(std::move(listener)) {
  for (int i = 0; i < std::max(1, settings_.workers); ++i) {
    workers_.emplace_back([this, loads = i == 0](const std::stop_token& closing) { run(closing, loads); });
  }
}

UtteranceId Engine::submit(const Utterance& utterance) {
  check(utterance.manner);
  Speaking::Voice voice = casting_.voice_of(utterance.manner.voice);
  const std::lock_guard lock(mutex_);
  if (is_closed_) throw Error(ErrorCode::kEngineClosed, "The engine is closed.");
  if (load_failure_) std::rethrow_exception(load_failure_);
  if (entries_.size() >= settings_.capacity)
    throw Error(ErrorCode::kQueueFull, "The engine's queue is full.");
  const UtteranceId id = ++last_id_;
  auto entry = std::make_shared<Entry>(id, utterance, std::move(voice));
  entries_.emplace(id, std::move(entry));
  return id;
}

void Engine::append(UtteranceId id, SegmentOrder order) {
  Speaking::Line line{std::move(order), nullptr};
  std::string key;
  if (line.order.manner) {
    check(*line.order.manner);
    key = key_of(line.order.manner->voice);
    line.voice = std::make_shared<Speaking::Voice>(casting_.voice_of(line.order.manner->voice));
  }
  const std::lock_guard lock(mutex_);
  if (const auto found = entries_.find(id); line.voice && found != entries_.end())
    line.voice = found->second->cast.try_emplace(key, line.voice).first->second;
  append_locked(id, std::move(line));
}

void Engine::append(UtteranceId id, SilenceOrder order) {
  const std::lock_guard lock(mutex_);
  append_locked(id, order);
}

void Engine::append_locked(UtteranceId id, Speaking::Task task) {
  const auto found = entries_.find(id);
  if (found == entries_.end() || found->second->is_finished) return;
  supply(*found->second, [&](Entry& entry) { entry.tasks.push_back(std::move(task)); });
  if (calibration_) calibration_->request_stop();  // whoever waits comes first
  wake_.notify_one();
}

void Engine::finish(UtteranceId id) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end()) return;
  supply(*found->second, [](Entry& entry) { entry.is_finished = true; });
  wake_.notify_one();
}

void Engine::grant(UtteranceId id, int blocks) {
  const std::lock_guard lock(mutex_);
  const auto found = entries_.find(id);
  if (found == entries_.end()) return;
  supply(*found->second, [&](Entry& entry) { entry.credit += std::max(0, blocks); });
  wake_.notify_one();
}

void Engine::cancel(UtteranceId id) {
  std::shared_ptr<Entry> waiting;
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(id);
    if (found == entries_.end()) return;
    found->second->stop.request_stop();
    if (found->second->is_busy) return;  // its worker ends it
    waiting = std::move(found->second);
    entries_.erase(found);
  }
  listener_({id, std::make_exception_ptr(Error(ErrorCode::kCancelled, "The utterance was cancelled."))});
}

void Engine::close() {
  {
    const std::lock_guard lock(mutex_);
    if (is_closed_) return;
    is_closed_ = true;
    for (auto& worker : workers_) worker.request_stop();
    if (calibration_) calibration_->request_stop();
    for (auto& [_, entry] : entries_) entry->stop.request_stop();
  }
  wake_.notify_all();
  for (auto& worker : workers_) worker.join();
  const auto failure = std::make_exception_ptr(Error(ErrorCode::kEngineClosed, "The engine was closed."));
  for (const auto& [id, _] : std::exchange(entries_, {})) listener_({id, failure});
}

void Engine::run(const std::stop_token& closing, bool loads) {
  if (loads) load(true);
  std::unique_lock lock(mutex_);
  while (true) {
    std::optional<Job> job;
    const bool has_work = wake_.wait(lock, closing, [&] { return (job = next_job_locked()).has_value(); });
    if (!has_work || closing.stop_requested()) return;
    if (job->kind == Job::Kind::kSpeak) {
      serve(lock, job->entry);
    } else if (job->kind == Job::Kind::kCalibrate) {
      calibrate(lock);
    } else {
      presence_ = Presence::kLoading;
      lock.unlock();
      load(false);
      lock.lock();
    }
  }
}

std::optional<Engine::Job> Engine::next_job_locked() {
  if (presence_ == Presence::kUnloaded) {
    const bool is_wanted =
        std::ranges::any_of(entries_, [](const auto& each) { return !each.second->tasks.empty(); });
    if (is_wanted) return Job{.kind = Job::Kind::kLoad};
  }
  if (auto entry = next_locked()) return Job{.entry = std::move(entry)};
  if (presence_ == Presence::kLoaded && !calibration_ && casting_.wants_calibration())
    return Job{.kind = Job::Kind::kCalibrate};
  return std::nullopt;
}

double Engine::now_sec() { return seconds_between(Clock::time_point{}, Clock::now()); }

void Engine::supply(Entry& entry, const std::function<void(Entry&)>& change) {
  const bool had_work = entry.is_busy || entry.has_work();
  change(entry);
  if (had_work || !entry.playback.has_begun() || entry.playback.ahead(now_sec()) > 0.0) return;
  entry.playback = {};
  entry.waits_since_sec = now_sec();
}

Candidate Engine::candidate(const Entry& entry) const {
  const auto task = [&](std::size_t at) { return at < entry.tasks.size() ? &entry.tasks[at] : nullptr; };
  const Progress progress = entry.speaking.progress(costs_, task(0), task(1));
  const Outlook ahead = outlook(costs_, progress, entry.speaking.stretch());
  const bool is_buffered = entry.speaking.is_buffered();
  const double audible = progress.segment ? static_cast<double>(progress.segment->audible) : 0.0;
  const double left = audible * static_cast<double>(1 + entry.tasks.size()) * kFrameSamples / kSampleRate;
  return {.has_sounded = entry.playback.has_begun(),
          .arrival = entry.id,
          .dry_at_sec = entry.playback.dry_at(),
          .priority = is_buffered ? Priority::kInteractive : Priority::kStream,
          .is_buffered = is_buffered,
          .admitted_sec = entry.waits_since_sec,
          .idle_since_sec = entry.idle_since_sec,
          .unit_sec = ahead.unit_sec,
          .notice_sec = ahead.notice_sec,
          .left_sec = is_buffered ? left * costs_.real_time_factor(kSharedWindow) : 0.0};
}

std::shared_ptr<Engine::Entry> Engine::next_locked() const {
  std::vector<Candidate> candidates;
  std::vector<std::shared_ptr<Entry>> entries;
  for (const auto& [_, entry] : entries_) {
    if (entry->is_busy || !entry->has_work()) continue;  // what a worker holds is not looked at
    // A segment in work holds on to its model; only a new one needs ours.
    const bool begins = !entry->speaking.has_segment_in_work() && !entry->tasks.empty();
    if (begins && presence_ != Presence::kLoaded) continue;
    candidates.push_back(candidate(*entry));
    entries.push_back(entry);
  }
  const auto chosen = choose(candidates, {.now_sec = now_sec(),
                                          .workers = static_cast<std::size_t>(std::max(1, settings_.workers)),
                                          .lead_sec = kLeadSec});
  return chosen ? entries[*chosen] : nullptr;
}

void Engine::account(Entry& entry, double emitted_sec) {
  entry.idle_since_sec = now_sec();
  if (emitted_sec > 0.0) entry.playback.given(entry.idle_since_sec, emitted_sec);
  const UnitRun& run = entry.speaking.last_unit();
  if (run.unit) costs_.measured(*run.unit, run.size, entry.speaking.last_unit_sec());
  if (run.segment) costs_.measured(*run.segment);
}

// Takes the lock held, gives it back held; the work itself runs without it.
void Engine::serve(std::unique_lock<std::mutex>& lock, const std::shared_ptr<Entry>& entry) {
  entry->is_busy = true;
  if (!entry->started) entry->started = Clock::now();
  std::optional<Speaking::Task> task;
  bool ends = false;
  if (!entry->speaking.has_segment_in_work()) {
    ends = entry->tasks.empty();
    if (!ends) {
      task = std::move(entry->tasks.front());
      entry->tasks.pop_front();
    }
  }
  const int blocks = entry->speaking.blocks();
  const double emitted_sec = entry->speaking.emitted_sec();
  const auto model = model_;
  lock.unlock();

  std::exception_ptr failure;
  try {
    if (ends) {
      entry->speaking.end(seconds_between(entry->admitted, *entry->started), listener_);
    } else {
      entry->speaking.work(model, settings_.constants, std::move(task), entry->stop.get_token(), listener_);
    }
  } catch (...) {  // nothing may leave a thread function: that is std::terminate
    failure = std::current_exception();
  }

  lock.lock();
  entry->is_busy = false;
  entry->credit -= entry->speaking.blocks() - blocks;
  account(*entry, entry->speaking.emitted_sec() - emitted_sec);
  if (!ends && !failure && entry->stop.stop_requested()) {
    failure = std::make_exception_ptr(Error(ErrorCode::kCancelled, "The utterance was cancelled."));
  }
  if (ends && !failure) entries_.erase(entry->id);
  if (!failure || is_closed_) return;  // close() speaks for what it finds
  entries_.erase(entry->id);
  lock.unlock();
  listener_({entry->id, failure});
  lock.lock();
}

}  // namespace tts
