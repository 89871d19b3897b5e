#include "simulator/disk.hpp"

#include <algorithm>
#include <set>

namespace hotline::test {
namespace {

void put(std::string& bytes, std::size_t offset, std::string_view more) {
  if (bytes.size() < offset + more.size()) bytes.resize(offset + more.size(), '\0');
  bytes.replace(offset, more.size(), more);
}

}  // namespace

void Disk::trouble(const Trouble& trouble) {
  trouble_ = trouble;
  trouble_->nth += calls(trouble.call);
  troubled_ = false;
}

void Disk::heal() {
  trouble_.reset();
  troubled_ = false;
}

std::uint64_t Disk::bytes() const {
  std::uint64_t sum = 0;
  for (const auto& [name, file] : names_) sum += file->bytes.size();
  return sum;
}

void Disk::flip(const std::string& name, std::size_t bit) {
  File& file = *find(name);
  for (std::string* bytes : {&file.bytes, &file.durable})
    if (bit / 8 < bytes->size()) (*bytes)[bit / 8] ^= static_cast<char>(1 << bit % 8);
}

Fate Disk::meets(Call call) {
  if (down_) return Fate::down;
  if (calm_) return Fate::done;
  const std::uint64_t count = ++counts_[static_cast<std::size_t>(call)];
  if (call != Call::memory && ++calls_ == power_ends_at_) {
    down_ = true;
    return Fate::down;
  }
  if (!trouble_ || trouble_->call != call || count < trouble_->nth) return Fate::done;
  if (count > trouble_->nth && !trouble_->for_ever) return Fate::done;
  troubled_ = true;
  return trouble_->fate;
}

Disk::FilePtr Disk::find(const std::string& name) const {
  const auto found = names_.find(name);
  return found == names_.end() ? nullptr : found->second;
}

Disk::FilePtr Disk::make(const std::string& name) { return names_[name] = std::make_shared<File>(); }

Fate Disk::write(File& file, std::size_t offset, std::string_view bytes) {
  const bool was_down = down_;
  const Fate fate = meets(Call::write);
  if (was_down) return fate;
  if (fate == Fate::fails || fate == Fate::full)
    bytes = bytes.substr(0, static_cast<std::size_t>(dice_.pick(0, static_cast<int>(bytes.size()) - 1)));
  if (bytes.empty()) return fate;
  put(file.bytes, offset, bytes);
  file.promised.push_back(Write{offset, std::string{bytes}});
  return fate;
}

Fate Disk::truncate(File& file, std::size_t size) {
  const bool was_down = down_;
  const Fate fate = meets(Call::truncate);
  if (was_down || fate == Fate::fails || fate == Fate::full) return fate;
  file.bytes.resize(size, '\0');
  file.promised.push_back(Cut{size});
  return fate;
}

Fate Disk::sync(File& file, bool and_its_name) {
  const Fate fate = meets(Call::sync);
  if (fate == Fate::down) return fate;
  if (fate != Fate::done) {
    settle(file);
    return fate;
  }
  for (const auto& change : file.promised) {
    if (const auto* write = std::get_if<Write>(&change))
      put(file.durable, write->offset, write->bytes);
    else
      file.durable.resize(std::get<Cut>(change).size, '\0');
  }
  file.promised.clear();
  if (and_its_name) durable_names_ = names_;
  return fate;
}

Fate Disk::remove(const std::string& name, bool for_certain) {
  const bool was_down = down_;
  const Fate fate = meets(Call::remove);
  if (was_down || fate == Fate::fails || fate == Fate::full) return fate;
  names_.erase(name);
  if (for_certain && fate == Fate::done) durable_names_ = names_;
  return fate;
}

void Disk::keep_sectors(File& file, const Write& write, int one_in) {
  const std::size_t end = write.offset + write.bytes.size();
  const bool junk = dice_.one_in(4);
  for (std::size_t from = write.offset; from < end;) {
    const std::size_t to = std::min(end, (from / sector_ + 1) * sector_);
    if (dice_.one_in(one_in)) {
      put(file.durable, from, std::string_view{write.bytes}.substr(from - write.offset, to - from));
    } else if (to > file.durable.size()) {
      const std::size_t old_end = std::max(from, file.durable.size());
      put(file.durable, old_end, std::string(to - old_end, junk ? static_cast<char>(dice_.pick(0, 255)) : '\0'));
    }
    from = to;
  }
}

// What of the promises becomes true. Which of them is known at once, and none is left.
void Disk::settle(File& file) {
  const int how = dice_.pick(0, 3);  // none, all, those up to one that is torn, any
  const int last = static_cast<int>(file.promised.size());
  const int stop = how == 0 ? 0 : how == 2 ? dice_.pick(0, last) : last;
  for (int i = 0; i < stop; ++i) {
    const auto& change = file.promised[static_cast<std::size_t>(i)];
    const int one_in = how == 3 || (how == 2 && i == stop - 1) ? 2 : 1;
    if (const auto* write = std::get_if<Write>(&change))
      keep_sectors(file, *write, one_in);
    else if (dice_.one_in(one_in))
      file.durable.resize(std::get<Cut>(change).size, '\0');
  }
  file.promised.clear();
}

void Disk::lose_power() {
  Names after;
  std::set<std::string> all;
  for (const Names* names : {&names_, &durable_names_})
    for (const auto& [name, file] : *names) all.insert(name);
  for (const std::string& name : all) {
    const auto durable = durable_names_.find(name);
    const FilePtr seen = find(name);
    const FilePtr certain = durable == durable_names_.end() ? nullptr : durable->second;
    if (const FilePtr kept = seen == certain || dice_.coin() ? certain : seen) after[name] = kept;
  }
  names_ = durable_names_ = after;
  for (const auto& [name, file] : names_) {
    settle(*file);
    file->bytes = file->durable;
  }
  down_ = false;
  power_ends_at_ = 0;
}

}  // namespace hotline::test
