#include "hotline/store/chain.hpp"

#include <sodium/core.h>
#include <sodium/crypto_generichash.h>

namespace hotline {
namespace {

// Unless it is asked to, the library does not look for what this processor does best. It hashes either way.
void be_fast() { [[maybe_unused]] static const int asked = sodium_init(); }

class Hash {
 public:
  Hash() {
    be_fast();
    crypto_generichash_init(&state_, nullptr, 0, std::tuple_size_v<Digest>);
  }

  Hash& add(const void* bytes, std::size_t count) {
    crypto_generichash_update(&state_, static_cast<const unsigned char*>(bytes), count);
    return *this;
  }

  Digest end() {
    Digest digest;
    crypto_generichash_final(&state_, reinterpret_cast<unsigned char*>(digest.data()), digest.size());
    return digest;
  }

 private:
  crypto_generichash_state state_;
};

}  // namespace

Digest chain_start(const CaseId& case_id) {
  constexpr std::string_view what = "hotline case ";
  return Hash().add(what.data(), what.size()).add(case_id.text.data(), case_id.text.size()).end();
}

Digest chain_next(const Digest& before, std::string_view event) {
  return Hash().add(before.data(), before.size()).add(event.data(), event.size()).end();
}

Digest chain_over(Digest before, std::string_view lines) {
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    before = chain_next(before, lines.substr(0, end));
    lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
  }
  return before;
}

}  // namespace hotline
