#pragma once
// Whole files written so that they survive a power cut, and read back.
//
// Errors: std::system_error with the path in its text. Thread rule: free functions, any thread.

#include <string>
#include <string_view>

namespace lianhu {

// An open file descriptor, closed at the end of its scope.
class Descriptor {
 public:
  Descriptor(const std::string& path, int flags, unsigned mode = 0640);
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor();
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

[[noreturn]] void throw_disk(const std::string& act, const std::string& path);  // reads errno
void write_all(int descriptor, std::string_view bytes, const std::string& path);
void sync(int descriptor, const std::string& path);
void sync_folder(const std::string& path);
bool make_folder(const std::string& path);  // false when it was there already; the parent must exist
std::string read_file(const std::string& path);

}  // namespace lianhu
