#include "paper/xlsx_xml.h"

#include <exception>
#include <memory>
#include <new>
#include <string>

#include <expat.h>

#include "paper/sheet_fault.h"

namespace lianhu::paper {
namespace {

constexpr int kDeepest = 64;
constexpr std::size_t kLargestToken = 1u << 20;

std::string_view local(const char* name) {
  const std::string_view whole = name;
  const std::size_t colon = whole.rfind(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

struct FreeParser {
  void operator()(XML_ParserStruct* parser) const { XML_ParserFree(parser); }
};

// What the C callbacks share. expat may still call after it was told to stop: then they do nothing.
struct Reading {
  XML_Parser parser = nullptr;
  const XmlCalls* calls = nullptr;
  int depth = 0;
  std::size_t silent = 0;  // bytes since the last call
  std::optional<Error> refusal;
  std::exception_ptr thrown;

  bool stopped() const { return refusal.has_value() || thrown != nullptr; }
  // No exception may cross the C library.
  template <class Act>
  void run(Act act) {
    silent = 0;
    if (stopped()) return;
    try {
      refusal = act();
    } catch (...) {
      thrown = std::current_exception();
    }
    if (stopped()) XML_StopParser(parser, XML_FALSE);
  }
};

void on_start(void* user, const char* name, const char** pairs) {
  auto& reading = *static_cast<Reading*>(user);
  reading.run([&]() -> std::optional<Error> {
    if (++reading.depth > kDeepest) return sheet_broken("标签层次过深");
    return reading.calls->start(reading.calls->handler, local(name), Attributes(pairs));
  });
}
void on_end(void* user, const char* name) {
  auto& reading = *static_cast<Reading*>(user);
  reading.run([&] {
    --reading.depth;
    return reading.calls->end(reading.calls->handler, local(name));
  });
}
void on_text(void* user, const char* text, int size) {
  auto& reading = *static_cast<Reading*>(user);
  reading.run([&] { return reading.calls->text(reading.calls->handler, {text, static_cast<std::size_t>(size)}); });
}
void on_doctype(void* user, const char*, const char*, const char*, int) {
  static_cast<Reading*>(user)->run([]() -> std::optional<Error> {
    return invalid("sheet_doctype",
                   "表格文件中含有不允许的声明（DOCTYPE），为保护系统未予读取。请用 Excel 或 WPS 打开，另存为 xlsx 后重新上传");
  });
}

}  // namespace

std::string_view Attributes::get(std::string_view name) const {
  for (const char** pair = pairs_; *pair != nullptr; pair += 2) {
    if (local(pair[0]) == name) return pair[1];
  }
  return {};
}

Result<Done> read_xml(XlsxZip& package, std::string_view part, const XmlCalls& calls) {
  const std::unique_ptr<XML_ParserStruct, FreeParser> parser(XML_ParserCreate(nullptr));
  if (!parser) throw std::bad_alloc();
  Reading reading{parser.get(), &calls, 0, 0, {}, {}};
  XML_SetUserData(parser.get(), &reading);
  XML_SetElementHandler(parser.get(), on_start, on_end);
  XML_SetCharacterDataHandler(parser.get(), on_text);
  XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);

  const auto fault = [&]() -> Error {
    if (XML_GetErrorCode(parser.get()) == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
    return sheet_broken(std::string(part.substr(0, 80)) + " 第 " + std::to_string(XML_GetCurrentLineNumber(parser.get())) +
                        " 行不是合格的 XML");
  };
  std::optional<Error> broken;
  Result<Done> streamed = package.stream(part, [&](std::string_view chunk) {
    reading.silent += chunk.size();
    if (XML_Parse(parser.get(), chunk.data(), static_cast<int>(chunk.size()), XML_FALSE) != XML_STATUS_OK && !reading.stopped())
      broken = fault();
    if (reading.silent > kLargestToken && !reading.stopped()) broken = sheet_broken(std::string(part.substr(0, 80)) + " 中有过长的标签");
    return !broken && !reading.stopped();
  });
  if (reading.thrown) std::rethrow_exception(reading.thrown);
  if (reading.refusal) return *reading.refusal;
  if (broken) return *broken;
  if (!streamed) return streamed;
  if (XML_Parse(parser.get(), "", 0, XML_TRUE) != XML_STATUS_OK) return fault();
  if (reading.thrown) std::rethrow_exception(reading.thrown);
  if (reading.refusal) return *reading.refusal;
  return done;
}

}  // namespace lianhu::paper
