#include "simulator/voyage.hpp"

#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "simulator/invariants.hpp"

namespace hotline::test {
namespace {

using std::chrono::seconds;

constexpr std::size_t all = 100'000;
constexpr Instant first_day{seconds{1'672'704'000}};  // 2023-01-03, a Tuesday

// The store asks the file system for what is at a path before it lets SQLite open it: a byte, or none, stands there.
void mirror(const Disk& disk, const std::filesystem::path& file) {
  const Disk::FilePtr there = disk.find(file.string());
  if (!there) {
    std::filesystem::remove(file);
    return;
  }
  std::ofstream(file, std::ios::trunc) << (there->bytes.empty() ? "" : "x");
}

// A short log, so that it is folded into the file now and then.
SqliteOptions options_of(std::uint64_t seed) {
  SqliteOptions options;
  options.log = seed % 3 == 0 ? options.log : 64 << 10;
  options.reserve = 0;
  return options;
}

std::string show(const Answer& answer) {
  static const char* const names[] = {"applied", "refused", "repeated", "conflict"};
  return fmt::format("{} at version {}{}{}", names[static_cast<int>(answer.kind)], answer.version,
                     answer.why.message.empty() ? "" : ": " + answer.why.message,
                     answer.events.empty() ? "" : "\n" + to_lines(answer.events));
}

std::string show(const Told& told) {
  const Command& command = told.command;
  return fmt::format("{}: {} {} by {} at {}, told at {}", command.id.text, command.verb, command.case_id.text,
                     command.by, command.at.time_since_epoch().count(), told.recorded_at.time_since_epoch().count());
}

}  // namespace

void Tally::add(const Tally& other) {
  for (std::size_t i = 0; i < std::size(calls); ++i) calls[i] += other.calls[i];
  all_calls += other.all_calls;
  applied += other.applied;
  refused += other.refused;
  cuts += other.cuts;
  errors += other.errors;
  kept_in_doubt += other.kept_in_doubt;
  lost_in_doubt += other.lost_in_doubt;
}

Voyage::Voyage(const Course& course)
    : course_(course),
      dice_(seeded(2 * course.seed)),
      disk_(seeded(2 * course.seed + 1), course.seed % 2 == 0 ? 512 : 4096),
      vfs_(disk_),
      model_(*course.in_force),
      crowd_(course.in_force->current(), dice_) {
  now_ = first_day + seconds{dice_.pick(0, 60 * 86'400)};
}

Voyage::~Voyage() { close(); }

void Voyage::sail() {
  if (course_.trouble) disk_.trouble(*course_.trouble);
  if (course_.cut_at > 0) disk_.cut_power_at(course_.cut_at);
  recover(model_);
  for (step_ = 1; step_ <= course_.steps; ++step_) take_step();
  now_ += std::chrono::days{30};
  pass();
  disk_.cut_power_now();  // all that was acknowledged, also after an error, is safe from this
  recover(model_);
  restart();
  for (std::size_t i = 0; i < std::size(tally_.calls); ++i) tally_.calls[i] = disk_.calls(static_cast<Call>(i));
  tally_.all_calls = disk_.calls();
  tally_.applied = model_.applied().size();
  tally_.refused = model_.refused().size();
}

void Voyage::take_step() {
  let_time_go_by();
  if (course_.cuts && dice_.one_in(6)) disk_.cut_power_at(static_cast<std::uint64_t>(dice_.pick(1, 50)));
  const int what = dice_.pick(1, 20);
  if (what <= 13)
    submit();
  else if (what <= 16)
    pass();
  else if (what <= 18)
    claim();
  else if (what <= 19)
    settle();
  else
    restart();
}

// Seconds, hours or weeks; now and then the clock is put back.
void Voyage::let_time_go_by() {
  static const std::vector<int> lengths = {0, 1, 60, 1'800, 3'600, 6 * 3'600, 86'400, 3 * 86'400, 12 * 86'400};
  now_ += seconds{dice_.one_of(lengths) + dice_.pick(0, 2)};
  if (dice_.one_in(15)) now_ -= seconds{dice_.pick(1, 10'000)};
}

// True: it was done. An error is only for a reason, leaves nothing in memory, and may go away by itself.
template <class Work>
bool Voyage::survives(Work work, const Model& if_kept) {
  for (int attempt = 1; attempt <= 3; ++attempt) {
    const auto done = work();
    if (disk_.is_down()) break;
    if (done) {
      if (disk_.was_troubled() && !disk_.is_troubled_for_ever()) disk_.heal();
      return true;
    }
    trace("error: " + done.error().message);
    tally_.errors += 1;
    if (!disk_.was_troubled()) violate("an error for no reason: " + done.error().message);
    if (done.error().message.empty()) violate("an error without a word");
    nothing_is_half_done();
    if (dice_.coin()) break;
  }
  recover(if_kept);
  return false;
}

// What the engine still answers after an error is what was acknowledged before it.
void Voyage::nothing_is_half_done() {
  for (const auto& [id, life] : model_.lives()) {
    const auto loaded = engine_->load(id);
    if (loaded && !(*loaded == life.matter)) violate(fmt::format("case '{}' is half done in memory", id.text));
  }
}

void Voyage::submit() {
  std::vector<Told> batch;
  std::vector<Answer> wanted;
  Model after = model_;
  for (int left = dice_.coin() ? 1 : dice_.pick(1, 6); left > 0; --left) {
    batch.push_back(crowd_.says(after, now_));
    wanted.push_back(after.submit(batch.back()));
    trace(show(batch.back()));
    if (dice_.coin()) now_ += seconds{dice_.pick(0, 5'000)};
  }
  std::vector<Answer> answers;
  const auto work = [&] {
    return engine_->submit(batch).map([&](std::vector<Answer> given) { answers = std::move(given); });
  };
  if (!survives(work, after)) return;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (i >= answers.size() || show(answers[i]) != show(wanted[i]))
      violate(fmt::format("{} was {}\nand should be {}", show(batch[i]), i < answers.size() ? show(answers[i]) : "",
                          show(wanted[i])));
  model_ = std::move(after);
}

void Voyage::pass() {
  trace(fmt::format("time passes to {}", now_.time_since_epoch().count()));
  Model after = model_;
  after.pass(now_);
  if (survives([&] { return engine_->advance(now_); }, after)) model_ = std::move(after);
}

void Voyage::restart() {
  trace("opens again");
  close();
  recover(model_);
}

void Voyage::claim() {
  trace("claims effects");
  Model after = model_;
  std::set<EffectKey> certain, possible;
  for (auto& [at, asked] : after.effects()) {
    if (asked.effect.not_before > now_ || asked.state > Asked::State::doubtful) continue;
    if (asked.state == Asked::State::waiting) certain.insert(at);
    possible.insert(at);
    asked.state = Asked::State::doubtful;
  }
  std::vector<WaitingEffect> claimed;
  const auto work = [&] {
    return store_->claim(now_, all).map([&](std::vector<WaitingEffect> got) { claimed = std::move(got); });
  };
  const bool done = survives(work, after);
  for (auto& [at, asked] : model_.effects())
    if (possible.contains(at)) asked.state = done ? Asked::State::claimed : Asked::State::doubtful;
  if (!done) return;
  for (const WaitingEffect& each : claimed) {
    const EffectKey at = each.key();
    if (possible.erase(at) == 0)
      violate(fmt::format("I7: an effect of case '{}' is handed out again", each.case_id.text));
    if (!(model_.effects().at(at).effect == each.effect)) violate("an effect is not the one that was asked for");
    certain.erase(at);
  }
  if (!certain.empty()) violate(fmt::format("{} effects are not handed out", certain.size()));
}

void Voyage::settle() {
  std::vector<EffectKey> all_of_them;
  for (const auto& [at, asked] : model_.effects()) all_of_them.push_back(at);
  if (all_of_them.empty()) return;
  const EffectKey key = dice_.one_of(all_of_them);
  trace(fmt::format("settles {}.{} of {}", key.version, key.number, key.case_id.text));
  const bool before = model_.effects().at(key).state == Asked::State::settled;
  Model after = model_;
  after.effects().at(key).state = Asked::State::settled;
  const auto outcome = before ? EffectOutcome::settled_before : EffectOutcome::done;
  bool as_expected = true;
  const auto work = [&] {
    return store_->settle({&key, 1}, Settlement::delivered).map([&](const std::vector<EffectOutcome>& outcomes) {
      as_expected = outcomes == std::vector{outcome};
    });
  };
  if (survives(work, after)) {
    if (!as_expected) violate(before ? "I7: an effect was settled twice" : "an effect cannot be settled");
    model_ = std::move(after);
    return;
  }
  // In doubt: asked again, it is settled now or was before.
  while (!store_->settle({&key, 1}, Settlement::delivered) || disk_.is_down()) recover(model_);
  model_.effects().at(key).state = Asked::State::settled;
}

void Voyage::close() {
  engine_.reset();
  store_.reset();
}

void Voyage::die() {
  disk_.cut_power_now();
  close();
  disk_.end_process();
}

Result<void> Voyage::try_open() {
  mirror(disk_, course_.file);
  auto store = open_sqlite_store(course_.file, options_of(course_.seed));
  if (!store) return tl::make_unexpected(store.error());
  store_ = std::move(*store);
  auto engine = Engine::open(*store_, course_.in_force->current());
  if (!engine) return tl::make_unexpected(engine.error());
  engine_ = std::move(*engine);
  return {};
}

// Ends the process, and the power if it has gone or the disk is to blame; opens again until that works. Of what was
// under way all is there or nothing.
void Voyage::recover(const Model& if_kept) {
  for (int attempt = 1;; ++attempt) {
    close();
    if (disk_.was_troubled() && (attempt > 1 || !disk_.is_troubled_for_ever())) {
      if (dice_.coin()) disk_.cut_power_now();
      disk_.heal();
    }
    if (disk_.is_down()) {
      trace("the power goes");
      tally_.cuts += 1;
      disk_.lose_power();
      if (course_.cuts && attempt < 4 && dice_.one_in(3))
        disk_.cut_power_at(static_cast<std::uint64_t>(dice_.pick(1, 40)));
    }
    const auto opened = try_open();
    if (disk_.is_down()) continue;
    if (opened) break;
    trace("cannot be opened: " + opened.error().message);
    tally_.errors += 1;
    if (!disk_.was_troubled()) violate("cannot be opened: " + opened.error().message);
  }
  disk_.calm(true);
  find_out(if_kept);
  verify();
  disk_.calm(false);
}

void Voyage::find_out(const Model& if_kept) {
  const auto size = [](const Model& model) {
    std::size_t sum = 0;
    for (const auto& [id, life] : model.lives()) sum += life.bytes.size();
    return sum;
  };
  const auto entries = store_->read(0, all);
  if (!entries) violate("cannot be read: " + entries.error().message);
  std::size_t there = 0;
  for (const KeptEntry& kept : *entries) there += kept.entry.events.size();
  if (size(if_kept) != size(model_)) (there == size(if_kept) ? tally_.kept_in_doubt : tally_.lost_in_doubt) += 1;
  if (there == size(if_kept)) model_ = if_kept;
}

void Voyage::verify() {
  const auto entries = store_->read(0, all);
  if (!entries) violate("cannot be read: " + entries.error().message);
  if (const std::string fault = broken_invariant({model_, *store_, *engine_, *entries}); !fault.empty()) violate(fault);
}

void Voyage::trace(const std::string& what) const {
  if (course_.trace_from >= 0 && step_ >= course_.trace_from) fmt::print("step {}: {}\n", step_, what);
}

void Voyage::violate(const std::string& what) const { throw Violation(what); }

}  // namespace hotline::test
