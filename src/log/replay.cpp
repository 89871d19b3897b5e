#include "hotline/log/replay.hpp"

#include <algorithm>
#include <span>

namespace hotline {
namespace {

constexpr std::size_t commands_per_commit = 1'000;

Result<RejectReason> reason_of(Engine& engine, const Command& command) {
  return engine.load(command.case_id).map([&](const Case& matter) {
    const bool opens = command.verb == open_verb;
    if (opens && matter.exists()) return RejectReason::duplicate;
    if (!opens && !matter.exists()) return RejectReason::unknown_case;
    return RejectReason::not_allowed;
  });
}

std::string row_text(const Command& command) {
  return command.case_id.text + " " + command.verb + " by '" + command.by + "'";
}

Result<void> settle(Engine& engine, std::span<const LoggedCommand> asked, const std::vector<Answer>& answers,
                    Replayed& replayed) {
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const Command& command = asked[i].command;
    switch (answers[i].kind) {
      case Answer::Kind::applied:
        replayed.applied += 1;
        break;
      case Answer::Kind::refused: {
        const auto reason = reason_of(engine, command);
        if (!reason) return tl::make_unexpected(reason.error());
        replayed.rejects.push_back({asked[i].place, *reason, answers[i].why.message, row_text(command)});
        break;
      }
      case Answer::Kind::repeated:
        replayed.rejects.push_back({asked[i].place, RejectReason::duplicate,
                                    "event '" + command.id.text + "' was told before: it counts once",
                                    row_text(command)});
        break;
      case Answer::Kind::conflict:
        return fail(Fault::conflict, "somebody else is writing case '" + command.case_id.text + "'");
    }
  }
  return {};
}

}  // namespace

Result<Replayed> replay(Engine& engine, const Log& log, std::optional<Instant> until,
                        const std::function<void(int)>& progress) {
  Replayed replayed;
  replayed.rejects = log.rejects;
  std::span<const LoggedCommand> left = log.commands;
  if (until) {
    const auto later =
        std::find_if(left.begin(), left.end(), [&](const LoggedCommand& entry) { return entry.command.at > *until; });
    replayed.after_until = static_cast<std::uint64_t>(left.end() - later);
    left = left.first(static_cast<std::size_t>(later - left.begin()));
  }
  replayed.until = until.value_or(left.empty() ? Instant{} : left.back().command.at);

  const std::size_t total = left.size();
  std::vector<Told> batch;
  while (!left.empty()) {
    const auto asked = left.first(std::min(commands_per_commit, left.size()));
    batch.clear();
    for (const LoggedCommand& entry : asked) batch.push_back({entry.command, entry.command.at});
    const auto answers = engine.submit(batch);
    if (!answers) return tl::make_unexpected(answers.error());
    if (const auto settled = settle(engine, asked, *answers, replayed); !settled) {
      return tl::make_unexpected(settled.error());
    }
    left = left.subspan(asked.size());
    if (progress) progress(static_cast<int>(100 * (total - left.size()) / total));
  }
  if (const auto passed = engine.advance(replayed.until); !passed) return tl::make_unexpected(passed.error());
  std::stable_sort(replayed.rejects.begin(), replayed.rejects.end(),
                   [](const Reject& a, const Reject& b) { return a.place < b.place; });
  return replayed;
}

}  // namespace hotline
