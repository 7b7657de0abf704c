#pragma once
// The fonts of printed papers: one folder, and nothing else of the machine's font settings.
//
// The folder (tools/fonts.sh fills it) may also hold the county's licensed 仿宋_GB2312 or 方正小标宋: those are taken
// first. A character the face lacks is drawn from the other fonts there, LXGW WenKai above all.
// Errors: unavailable "fonts_missing" when the folder has no font for a face.
// Thread rule: one thread at a time.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "paper/break_lines.h"
#include "paper/page_model.h"

// Pango's own names, without its headers.
typedef struct _PangoContext PangoContext;                  // NOLINT(bugprone-reserved-identifier)
typedef struct _PangoFontDescription PangoFontDescription;  // NOLINT(bugprone-reserved-identifier)

namespace lianhu::paper {

class Fonts {
 public:
  static Result<std::unique_ptr<Fonts>> open(const std::string& folder);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  // Fills width and joined. A character no font has becomes 〓 and is added to `missing` (each once).
  void measure(Characters& characters, Face face, double size, std::vector<std::string>& missing) const;

  // For the writers: a context whose unit is the point, and the description of a face.
  PangoContext* context() const;
  const PangoFontDescription* description(Face face) const;

 private:
  struct Held;
  explicit Fonts(std::unique_ptr<Held> held);
  std::unique_ptr<Held> held_;
};

}  // namespace lianhu::paper
