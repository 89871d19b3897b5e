#include "simulator/voyage.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>

#include <fmt/format.h>

#include "engine/in_force_note.hpp"
#include "hotline/core/queue.hpp"
#include "hotline/store/outbox.hpp"
#include "simulator/invariants.hpp"
#include "simulator/oracle.hpp"

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

// A short log, so that it is folded into the file now and then; and little behind, so that some is always being written
// down.
SqliteOptions options_of(std::uint64_t seed) {
  SqliteOptions options;
  options.log = seed % 3 == 0 ? options.log : 64 << 10;
  options.reserve = 0;
  options.behind = seed % 5 == 0 ? options.behind : seed % 5 * 3;
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
  adoptions += other.adoptions;
  adoptions_finished += other.adoptions_finished;
  adoptions_told += other.adoptions_told;
  leaps += other.leaps;
  judged += other.judged;
  ran_out += other.ran_out;
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
  if (course_.by_the_second) {
    const Judged judged = judged_by_the_second(model_, std::chrono::days{12}, passed_);
    if (!judged.fault.empty()) violate(judged.fault);
    tally_.judged = static_cast<std::uint64_t>(judged.clocks);
    tally_.ran_out = static_cast<std::uint64_t>(judged.ran_out);
  }
  for (std::size_t i = 0; i < std::size(tally_.calls); ++i) tally_.calls[i] = disk_.calls(static_cast<Call>(i));
  tally_.all_calls = disk_.calls();
  tally_.applied = model_.applied().size();
  tally_.refused = model_.refused().size();
}

void Voyage::take_step() {
  let_time_go_by();
  if (course_.cuts && dice_.one_in(6)) disk_.cut_power_at(static_cast<std::uint64_t>(dice_.pick(1, 50)));
  const int what = step_ == course_.adopts_at ? 25 : dice_.pick(1, course_.revisions == nullptr ? 23 : 25);
  if (what <= 13)
    submit();
  else if (what <= 16)
    pass();
  else if (what <= 19)
    claim();
  else if (what <= 20)
    settle();
  else if (what <= 21)
    put_back();
  else if (what <= 23)
    restart();
  else
    adopt();
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
  if (!engine_) return;
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
  if (!believed(batch)) return;
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
  if (!believed(now_)) return;
  Model after = model_;
  after.pass(now_);
  if (!survives([&] { return engine_->advance(now_); }, after)) return;
  model_ = std::move(after);
  passed_ = std::max(passed_, now_);
}

void Voyage::restart() {
  trace("opens again");
  close();
  recover(model_);
  if (!course_.trouble && dice_.coin()) see_to_maybe_sent();
}

// A clock that leaps is believed once somebody has confirmed it; until then nothing is taken and nothing fires.
bool Voyage::believed(const std::vector<Told>& batch) {
  while (course_.longest_leap) {
    std::optional<Instant> leapt;
    for (const Told& told : batch) {
      if (seen_ && told.recorded_at > *seen_ + *course_.longest_leap) leapt = told.recorded_at;
      if (leapt) break;
      seen_ = std::max(seen_.value_or(told.recorded_at), told.recorded_at);
    }
    if (!leapt) return true;
    trace("the clock has leapt");
    tally_.leaps += 1;
    const Result<void> refused =
        dice_.coin() ? engine_->submit(batch).map([](const auto&) {}) : engine_->advance(*leapt);
    if (disk_.is_down())
      recover(model_);
    else if (refused || refused.error().fault != Fault::refused)
      violate("a leap of the clock was believed");
    nothing_is_half_done();
    if (dice_.one_in(3)) {
      now_ = *seen_;  // it was wrong
      return false;
    }
    engine_->confirm(*leapt);
    seen_ = *leapt;
  }
  return true;
}

bool Voyage::believed(Instant now) { return believed(std::vector<Told>{Told{{}, now, std::nullopt}}); }

// Until it is done, whatever happens to the disk meanwhile.
template <class Work>
void Voyage::surely(Work work) {
  while (!work() || disk_.is_down()) recover(model_);
}

void Voyage::adopt() {
  const Rules before = model_.in_force().current();
  const Rules& next = dice_.one_of(*course_.revisions);
  if (next.version == before.version) return;
  trace(fmt::format("adopts {}", next.version));
  auto in_force = std::make_shared<InForce>(next);
  for (const auto& [name, version] : model_.in_force().versions()) in_force->keep(version.rules);
  const auto changes = calendar_changes(before, next);
  const PastBreaches past = dice_.coin() ? PastBreaches::correct : PastBreaches::stand;
  Model passed = model_;
  passed.pass(now_);
  adopting_ = passed;
  const std::set<CaseId> told = adopting_->adopt(in_force, changes, now_, past);
  tally_.adoptions += 1;
  tally_.adoptions_told += told.size();

  engine_.reset();
  std::optional<Adoption> preview, adoption;
  int attempts = 0;
  const auto work = [&] {
    ++attempts;
    return preview_adoption(*store_, before, next, now_, past)
        .and_then([&](Adoption seen) {
          preview = std::move(seen);
          return adopt_rules(*store_, before, next, now_, past);
        })
        .map([&](Adoption done) { adoption = std::move(done); });
  };
  const bool done = survives(work, passed);
  if (done && attempts == 1) {
    if (adoption->changes != changes) violate("I9: an adoption does not name what changed");
    if (preview->looked_at != adoption->looked_at || preview->written_to != adoption->written_to)
      violate(fmt::format("I10: a preview looked at {} and would write to {}, the adoption {} and {}",
                          preview->looked_at, preview->written_to, adoption->looked_at, adoption->written_to));
    concerns_few(passed, told, *adoption, now_);
  }
  if (done) restart();
}

// I10: those told of something since the change began, and those in whose queues something is due; nobody for what is
// to come, but for starts deemed at an opening.
void Voyage::concerns_few(const Model& before, const std::set<CaseId>& told, const Adoption& adoption, Instant at) {
  Instant since = Instant::max();
  for (const CalendarChange& change : adoption.changes) since = std::min(since, change.since);
  const InForce& next = adopting_->in_force();
  const std::chrono::days deemed{15};  // no calendar here is closed for longer
  std::size_t most = 0;
  for (const auto& [id, life] : before.lives()) {
    if (life.bytes.empty()) continue;
    bool may = life.recorded_at >= since - deemed;
    const auto stands = hints(life.matter, next).value();
    for (const QueuedKey& hint : stands) may = may || (since <= at && when(hint.queue, hint.key, next).value() < at);
    most += may ? 1 : 0;
    if (told.contains(id) && !may) violate(fmt::format("I10: an old change concerns case '{}'", id.text));
  }
  if (adoption.looked_at > most) violate(fmt::format("I10: {} cases are looked at, not {}", adoption.looked_at, most));
}

// Claims, perhaps of one channel, perhaps a few, perhaps asking whether the old ones are still wanted.
void Voyage::claim() {
  std::optional<std::string> channel;
  if (!model_.effects().empty() && dice_.coin()) {
    const int place = dice_.pick(0, static_cast<int>(model_.effects().size()) - 1);
    channel = std::next(model_.effects().begin(), place)->second.effect.channel;
  }
  const std::size_t limit = dice_.coin() ? all : static_cast<std::size_t>(dice_.pick(1, 3));
  const bool checked = !course_.trouble && dice_.coin();
  const std::chrono::hours age{24};
  trace(fmt::format("claims {} of {}{}", limit, channel.value_or("any"), checked ? ", checked" : ""));

  std::set<EffectKey> certain, possible, unwanted;
  Model after = model_;
  for (auto& [at, asked] : after.effects()) {
    const bool fits = !channel || asked.effect.channel == *channel;
    if (!fits || asked.effect.not_before > now_ || asked.state > Asked::State::doubtful) continue;
    if (asked.state == Asked::State::waiting) certain.insert(at);
    possible.insert(at);
    if (checked && now_ - asked.effect.not_before > age && !model_.wants({at.case_id, asked.effect}))
      unwanted.insert(at);
    asked.state = Asked::State::doubtful;
  }
  Claim claimed;
  const auto wanted = [&](const WaitingEffect& effect) { return engine_->still_wanted(effect); };
  const auto work = [&] {
    if (checked)
      return claim_checked(*store_, now_, limit, channel, age, wanted).map([&](Claim got) {
        claimed = std::move(got);
      });
    return store_->claim(now_, limit, channel).map([&](std::vector<WaitingEffect> got) {
      claimed.send = std::move(got);
    });
  };
  if (!survives(work, after)) {
    for (const EffectKey& at : possible) model_.effects().at(at).state = Asked::State::doubtful;
    for (const EffectKey& at : unwanted) {  // perhaps dropped: now they are
      surely([&] { return store_->settle({&at, 1}, Settlement::dropped); });
      model_.effects().at(at).state = Asked::State::settled;
    }
    return;
  }
  Instant latest = Instant::min();
  const auto got = [&](const WaitingEffect& each, Asked::State state) {
    const EffectKey at = each.key();
    if (possible.erase(at) == 0)
      violate(fmt::format("I7: an effect of case '{}' is handed out again", each.case_id.text));
    Asked& asked = model_.effects().at(at);
    if (!(asked.effect == each.effect)) violate("an effect is not the one that was asked for");
    if ((state == Asked::State::settled) != unwanted.contains(at)) violate("an effect is dropped or not as it should");
    latest = std::max(latest, each.effect.not_before);
    asked.state = state;
    certain.erase(at);
  };
  for (const WaitingEffect& each : claimed.send) got(each, Asked::State::claimed);
  for (const WaitingEffect& each : claimed.dropped) got(each, Asked::State::settled);
  if (claimed.send.size() + claimed.dropped.size() < limit) {
    if (!certain.empty()) violate(fmt::format("{} effects are not handed out", certain.size()));
    for (const EffectKey& at : possible) model_.effects().at(at).state = Asked::State::claimed;  // before the crash
  }
  for (const EffectKey& at : certain)
    if (model_.effects().at(at).effect.not_before < latest) violate("a later effect is handed out first");
}

void Voyage::settle() {
  if (model_.effects().empty()) return;
  const int place = dice_.pick(0, static_cast<int>(model_.effects().size()) - 1);
  const EffectKey key = std::next(model_.effects().begin(), place)->first;
  trace(fmt::format("settles {}.{} of {}", key.version, key.number, key.case_id.text));
  const bool before = model_.effects().at(key).state == Asked::State::settled;
  const Settlement how = dice_.coin() ? Settlement::delivered : Settlement::dropped;
  Model after = model_;
  after.effects().at(key).state = Asked::State::settled;
  const auto outcome = before ? EffectOutcome::settled_before : EffectOutcome::done;
  bool as_expected = true;
  const auto work = [&] {
    return store_->settle({&key, 1}, how).map([&](const std::vector<EffectOutcome>& outcomes) {
      as_expected = outcomes == std::vector{outcome};
    });
  };
  if (survives(work, after)) {
    if (!as_expected) violate(before ? "I7: an effect was settled twice" : "an effect cannot be settled");
    model_ = std::move(after);
    return;
  }
  // In doubt: asked again, it is settled now or was before.
  surely([&] { return store_->settle({&key, 1}, how); });
  model_.effects().at(key).state = Asked::State::settled;
}

// To be tried again, now or later; what is settled stays so, and what nobody asked for is unknown.
void Voyage::put_back() {
  if (model_.effects().empty()) return;
  const int place = dice_.pick(0, static_cast<int>(model_.effects().size()) - 1);
  EffectKey key = std::next(model_.effects().begin(), place)->first;
  const bool nonsense = dice_.one_in(8);
  if (nonsense) key.number += 100;
  std::optional<Instant> not_before;
  if (dice_.coin()) not_before = now_ + seconds{dice_.pick(0, 100'000)};
  trace(fmt::format("puts back {}.{} of {}", key.version, key.number, key.case_id.text));
  const bool settled = !nonsense && model_.effects().at(key).state == Asked::State::settled;
  const auto wanted = nonsense ? EffectOutcome::unknown : settled ? EffectOutcome::settled_before : EffectOutcome::done;
  Model after = model_;
  if (wanted == EffectOutcome::done) {
    Asked& asked = after.effects().at(key);
    asked.state = Asked::State::waiting;
    asked.effect.not_before = not_before.value_or(asked.effect.not_before);
  }
  std::vector<EffectOutcome> outcomes;
  const auto work = [&] {
    return store_->put_back({&key, 1}, not_before).map([&](std::vector<EffectOutcome> got) {
      outcomes = std::move(got);
    });
  };
  if (!survives(work, after)) surely(work);
  if (outcomes != std::vector{wanted}) violate("I7: an effect is put back as it should not");
  model_.effects() = after.effects();
}

// After a crash, by the rule of each channel; it ends all doubts.
void Voyage::see_to_maybe_sent() {
  const std::map<std::string, MaybeSent> rules = {{"handler", MaybeSent::resend}, {"unit", MaybeSent::ask}};
  MaybeSentFound found;
  const auto work = [&] {
    return hotline::see_to_maybe_sent(*store_, rules, MaybeSent::hold, Instant::max()).map([&](MaybeSentFound got) {
      found = std::move(got);
    });
  };
  trace("sees to what may have been sent");
  Model after = model_;
  for (auto& [at, asked] : after.effects())
    if (asked.state == Asked::State::claimed) asked.state = Asked::State::doubtful;
  if (!survives(work, after)) {
    for (auto& [at, asked] : model_.effects())
      if (asked.state == Asked::State::claimed && asked.effect.channel == "handler")
        asked.state = Asked::State::doubtful;
    return;
  }
  std::map<EffectKey, Asked::State> now;
  for (const ClaimedEffect& each : found.resent) now[each.key()] = Asked::State::waiting;
  for (const ClaimedEffect& each : found.to_ask) now[each.key()] = Asked::State::claimed;
  for (const ClaimedEffect& each : found.held) now[each.key()] = Asked::State::claimed;
  for (auto& [at, asked] : model_.effects()) {
    const bool claimed = now.contains(at);
    if (asked.state == Asked::State::doubtful ? false : claimed != (asked.state == Asked::State::claimed))
      violate(
          fmt::format("I7: an effect of case '{}' {} maybe sent", at.case_id.text, claimed ? "counts as" : "is not"));
    if (claimed) {
      if ((now[at] == Asked::State::waiting) != (asked.effect.channel == "handler")) violate("not its channel's rule");
      asked.state = now[at];
    } else if (asked.state == Asked::State::doubtful) {
      asked.state = Asked::State::waiting;
    }
  }
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
  if (const auto finished = finish_adoption(); !finished) return finished;
  auto engine = Engine::open(*store_, model_.in_force().current(), {course_.longest_leap, seen_});
  if (!engine) return tl::make_unexpected(engine.error());
  engine_ = std::move(*engine);
  return {};
}

// One that was begun is finished, as it was begun whatever is said now; one that was not has let time pass at most.
Result<void> Voyage::finish_adoption() {
  if (!adopting_) return {};
  const auto note = read_note(*store_);
  if (!note) return tl::make_unexpected(note.error());
  const Rules& next = adopting_->in_force().current();
  if (!*note || (*note)->rules != next.version) return {};
  if ((*note)->pending) {
    if (Engine::open(*store_, next)) violate("an engine opens amid an adoption");
    tally_.adoptions_finished += 1;
    const auto past = dice_.coin() ? PastBreaches::correct : PastBreaches::stand;
    const auto& before = dice_.coin() ? next : model_.in_force().current();
    if (const auto done = adopt_rules(*store_, before, next, now_ + seconds{dice_.pick(0, 90'000)}, past); !done)
      return tl::make_unexpected(done.error());
  }
  model_ = *adopting_;
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
  const bool adopted = adopting_ && &adopting_->in_force() == &model_.in_force();
  find_out(adopted ? model_ : if_kept);
  adopting_.reset();
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
