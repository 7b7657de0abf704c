#pragma once
// Text to glyphs, the same way for measuring and for drawing.
//
// Invariant: each glyph item is visited once, in reading order; the text's bytes stay valid during the call.
// Thread rule: that of the Fonts behind the context.

#include <functional>
#include <string>

#include <pango/pango.h>

namespace lianhu::paper {

// `visit` may change the glyphs' widths before it draws them.
void shape(PangoContext* context, const PangoFontDescription* description, double size, const std::string& text,
           const std::function<void(PangoGlyphItem&)>& visit);

}  // namespace lianhu::paper
