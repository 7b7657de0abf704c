#include "paper/shaping.h"

#include <memory>

namespace lianhu::paper {
namespace {

struct Free {
  void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
  void operator()(PangoFontDescription* description) const { pango_font_description_free(description); }
  void operator()(PangoItem* item) const { pango_item_free(item); }
};

}  // namespace

void shape(PangoContext* context, const PangoFontDescription* description, double size, const std::string& text,
           const std::function<void(PangoGlyphItem&)>& visit) {
  const std::unique_ptr<PangoFontDescription, Free> sized(pango_font_description_copy(description));
  pango_font_description_set_size(sized.get(), static_cast<int>(size * PANGO_SCALE + 0.5));
  const std::unique_ptr<PangoAttrList, Free> attributes(pango_attr_list_new());
  pango_attr_list_insert(attributes.get(), pango_attr_font_desc_new(sized.get()));
  // Ligatures and kerning would tie widths to neighbours that a line break may part.
  pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("liga=0, clig=0, kern=0"));

  GList* items = pango_itemize(context, text.data(), 0, static_cast<int>(text.size()), attributes.get(), nullptr);
  for (GList* at = items; at; at = at->next) {
    const std::unique_ptr<PangoItem, Free> item(static_cast<PangoItem*>(at->data));
    PangoGlyphItem glyphs{};
    glyphs.item = item.get();
    glyphs.glyphs = pango_glyph_string_new();
    pango_shape_full(text.data() + item->offset, item->length, text.data(), static_cast<int>(text.size()), &item->analysis, glyphs.glyphs);
    visit(glyphs);
    pango_glyph_string_free(glyphs.glyphs);
  }
  g_list_free(items);
}

}  // namespace lianhu::paper
