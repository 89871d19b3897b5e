// A store whose nth write from now on does not happen, as for a program that dies before it.
#pragma once

#include <optional>
#include <utility>

#include "hotline/store/store.hpp"

namespace hotline::test {

class FailingStore final : public Store {
 public:
  explicit FailingStore(std::unique_ptr<Store> store) : store_(std::move(store)) {}

  void fail_at(std::optional<int> write) { left_ = write; }  // 1: the next one; none: no more

  Result<std::vector<KeptEntry>> load(const CaseId& case_id) override { return store_->load(case_id); }
  Result<std::vector<Outcome>> append(std::span<const Unit> batch) override {
    return writing().and_then([&] { return store_->append(batch); });
  }
  Result<std::vector<KeptEntry>> find(const CommandId& command) override { return store_->find(command); }
  Result<std::vector<CaseId>> cases(const CaseId& after, std::size_t limit) override {
    return store_->cases(after, limit);
  }
  Result<std::vector<KeptEntry>> read(Position after, std::size_t limit) override { return store_->read(after, limit); }
  Result<Position> recorded_before(Instant at) override { return store_->recorded_before(at); }
  Result<std::vector<std::string>> queues() override { return store_->queues(); }
  Result<std::vector<DueHint>> due(std::string_view queue, const DueHint& from, std::int64_t upto,
                                   std::size_t limit) override {
    return store_->due(queue, from, upto, limit);
  }
  Result<Epoch> epoch() override { return store_->epoch(); }
  Result<Epoch> begin_epoch(Epoch current, std::span<const Document> documents) override {
    return writing().and_then([&] { return store_->begin_epoch(current, documents); });
  }
  Result<std::optional<std::string>> document(std::string_view name) override { return store_->document(name); }
  Result<std::vector<std::string>> documents() override { return store_->documents(); }
  using Store::claim;
  Result<std::vector<WaitingEffect>> claim(Instant now, std::size_t limit,
                                           const std::optional<std::string>& channel) override {
    return writing().and_then([&] { return store_->claim(now, limit, channel); });
  }
  Result<std::vector<ClaimedEffect>> claimed(const EffectKey& after, std::size_t limit) override {
    return store_->claimed(after, limit);
  }
  using Store::settle;
  Result<std::vector<EffectOutcome>> settle(std::span<const EffectKey> keys, Settlement how) override {
    return writing().and_then([&] { return store_->settle(keys, how); });
  }
  Result<std::vector<EffectOutcome>> put_back(std::span<const EffectKey> keys,
                                              std::optional<Instant> not_before) override {
    return writing().and_then([&] { return store_->put_back(keys, not_before); });
  }

 private:
  Result<void> writing() {
    if (!left_ || --*left_ > 0) return {};
    left_ = 1;  // nor does any after it
    return fail(Fault::storage, "the program has ended");
  }

  std::unique_ptr<Store> store_;
  std::optional<int> left_;
};

}  // namespace hotline::test
