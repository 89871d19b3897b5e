#include "simulator/vfs.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include <sqlite3.h>

namespace hotline::test {
namespace {

Disk* the_disk = nullptr;

struct Handle {
  Disk::FilePtr file;
  std::string name;
  bool names_too = false;  // a journal's first sync makes its name certain as well
  bool passing = false;    // deleted when it is closed
};

struct OpenFile {
  sqlite3_file base;
  Handle* handle;
};

Handle& handle_of(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file)->handle; }

int code(Fate fate, int failed) {
  if (fate == Fate::done) return SQLITE_OK;
  return fate == Fate::full ? SQLITE_FULL : failed;
}

int close_file(sqlite3_file* file) {
  Handle& handle = handle_of(file);
  if (handle.passing && !handle.name.empty()) the_disk->remove(handle.name, false);
  delete &handle;
  return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* to, int count, sqlite3_int64 offset) {
  if (the_disk->meets(Call::read) != Fate::done) return SQLITE_IOERR_READ;
  const std::string& bytes = handle_of(file).file->bytes;
  const auto from = std::min(static_cast<std::size_t>(offset), bytes.size());
  const auto wanted = static_cast<std::size_t>(count);
  const auto found = std::min(wanted, bytes.size() - from);
  std::memcpy(to, bytes.data() + from, found);
  if (found == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + found, 0, wanted - found);
  return SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* from, int count, sqlite3_int64 offset) {
  const std::string_view bytes(static_cast<const char*>(from), static_cast<std::size_t>(count));
  return code(the_disk->write(*handle_of(file).file, static_cast<std::size_t>(offset), bytes), SQLITE_IOERR_WRITE);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  return code(the_disk->truncate(*handle_of(file).file, static_cast<std::size_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int sync_file(sqlite3_file* file, int) {
  Handle& handle = handle_of(file);
  const Fate fate = the_disk->sync(*handle.file, handle.names_too);
  if (fate == Fate::done) handle.names_too = false;
  return code(fate, SQLITE_IOERR_FSYNC);
}

int size_of(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(handle_of(file).file->bytes.size());
  return SQLITE_OK;
}

int lock_file(sqlite3_file*, int) { return code(the_disk->meets(Call::lock), SQLITE_IOERR_LOCK); }
int unlock_file(sqlite3_file*, int) { return SQLITE_OK; }

int is_reserved(sqlite3_file*, int* reserved) {
  *reserved = 0;
  return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return static_cast<int>(the_disk->sector()); }
int character(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

// Version 1: no shared memory, so that SQLite can only keep a write-ahead log for a connection that has the file alone.
const sqlite3_io_methods methods = {1,         close_file,  read_file,   write_file, truncate_file, sync_file, size_of,
                                    lock_file, unlock_file, is_reserved, control,    sector_size,   character, nullptr,
                                    nullptr,   nullptr,     nullptr,     nullptr,    nullptr};

int open_file(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* opened, int flags, int* flags_out) {
  auto* file = reinterpret_cast<OpenFile*>(opened);
  file->base.pMethods = nullptr;
  if (the_disk->meets(Call::open) != Fate::done) return SQLITE_CANTOPEN;
  Handle handle;
  if (name != nullptr) {
    handle.name = name;
    handle.file = the_disk->find(name);
  }
  if (!handle.file) {
    if ((flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    handle.file = handle.name.empty() ? std::make_shared<Disk::File>() : the_disk->make(handle.name);
  }
  constexpr int journals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL | SQLITE_OPEN_SUPER_JOURNAL;
  handle.names_too = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & journals) != 0;
  handle.passing = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  file->handle = new Handle(std::move(handle));
  file->base.pMethods = &methods;
  if (flags_out != nullptr) *flags_out = flags;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int for_certain) {
  if (!the_disk->find(name)) return SQLITE_IOERR_DELETE_NOENT;
  return code(the_disk->remove(name, for_certain != 0), SQLITE_IOERR_DELETE);
}

int access_file(sqlite3_vfs*, const char* name, int, int* found) {
  const Disk::FilePtr file = the_disk->find(name);
  *found = file && !file->bytes.empty() ? 1 : 0;
  return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int room, char* full) {
  sqlite3_snprintf(room, full, "%s", name);
  return SQLITE_OK;
}

int random_bytes(sqlite3_vfs*, int count, char* to) {
  for (int i = 0; i < count; ++i) to[i] = static_cast<char>(the_disk->noise());
  return count;
}

int sleep_not(sqlite3_vfs*, int microseconds) { return microseconds; }

int what_time(sqlite3_vfs*, double* julian_day) {
  *julian_day = 2'460'000.5;
  return SQLITE_OK;
}

int last_error(sqlite3_vfs*, int, char*) { return 0; }

sqlite3_vfs vfs = {1,         sizeof(OpenFile), 512,         nullptr,     "hotline-simulator",
                   nullptr,   open_file,        delete_file, access_file, full_name,
                   nullptr,   nullptr,          nullptr,     nullptr,     random_bytes,
                   sleep_not, what_time,        last_error,  nullptr,     nullptr,
                   nullptr,   nullptr};

sqlite3_mem_methods heap;  // SQLite's own

bool is_out_of_memory() { return the_disk != nullptr && the_disk->meets(Call::memory) == Fate::fails; }
void* take(int size) { return is_out_of_memory() ? nullptr : heap.xMalloc(size); }
void* take_again(void* old, int size) { return is_out_of_memory() ? nullptr : heap.xRealloc(old, size); }

void prepare_once() {
  static const bool prepared = [] {
    sqlite3_shutdown();
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &heap);
    sqlite3_mem_methods ours = heap;
    ours.xMalloc = take;
    ours.xRealloc = take_again;
    sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
    return sqlite3_initialize() == SQLITE_OK;
  }();
  if (!prepared) throw std::logic_error("SQLite would not start");
}

}  // namespace

Vfs::Vfs(Disk& disk) {
  prepare_once();
  sqlite3_randomness(0, nullptr);  // so that it starts from this disk's noise
  the_disk = &disk;
  sqlite3_vfs_register(&vfs, 1);
}

Vfs::~Vfs() {
  sqlite3_vfs_unregister(&vfs);
  the_disk = nullptr;
}

}  // namespace hotline::test
