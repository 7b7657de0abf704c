#include "paper/fonts.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/core.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include "paper/shaping.h"

namespace lianhu::paper {
namespace {

// FandolSong-Bold calls itself "FandolSong, weight Regular": it can only be told by its file, so it is given a name of
// its own when the folder is read. FandolFang's figures are far heavier than its characters: they are taken from 宋体.
// The cache is what makes the next opening take 10 ms instead of 75; without a writable folder it is done without.
constexpr std::string_view kSettings = R"(<?xml version="1.0"?><fontconfig>
<dir>{0}</dir><cachedir>{0}/.cache</cachedir>
<match target="scan"><test name="file" compare="contains"><string>FandolSong-Bold</string></test>
<edit name="family" mode="assign" binding="same"><string>Fandol Title</string></edit></match>
<match target="scan"><test name="file" compare="contains"><string>FandolFang-Regular</string></test>
<edit name="charset" mode="assign"><minus><name>charset</name><charset><range><int>0x21</int><int>0x7e</int></range></charset></minus></edit></match>
</fontconfig>)";

struct Role {
  Face face;
  std::string_view name;
  std::array<const char*, 6> families;  // the county's own first
  const char* rest;                     // where the characters come from that those lack
};
// LXGW WenKai has every name character known to us; its light cut goes with the thin strokes of 仿宋 and 楷体.
constexpr const char* kLight = "LXGW WenKai Light,LXGW WenKai";
constexpr const char* kRegular = "LXGW WenKai,LXGW WenKai Light";
constexpr const char* kFigures = "FandolSong,LXGW WenKai Light,LXGW WenKai";

constexpr std::array<Role, 5> kRoles = {{
    {Face::song, "宋体", {"SimSun", "宋体", "FandolSong"}, kLight},
    {Face::title, "小标宋", {"FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "方正小标宋_GBK", "Fandol Title"}, kRegular},
    {Face::hei, "黑体", {"SimHei", "黑体", "FandolHei"}, kRegular},
    {Face::kai, "楷体", {"KaiTi_GB2312", "楷体_GB2312", "KaiTi", "楷体", "FandolKai"}, kLight},
    {Face::fang, "仿宋", {"FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "FandolFang"}, kFigures},
}};

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else {
      out += c;
    }
  }
  return out;
}

bool has_family(FcConfig* config, const char* family) {
  FcPattern* pattern = FcPatternBuild(nullptr, FC_FAMILY, FcTypeString, family, nullptr);
  FcObjectSet* wanted = FcObjectSetBuild(FC_FILE, nullptr);
  FcFontSet* found = FcFontList(config, pattern, wanted);
  const bool has = found && found->nfont > 0;
  if (found) FcFontSetDestroy(found);
  FcObjectSetDestroy(wanted);
  FcPatternDestroy(pattern);
  return has;
}

}  // namespace

struct Fonts::Held {
  FcConfig* config = nullptr;
  PangoFontMap* map = nullptr;
  PangoContext* context = nullptr;
  std::array<PangoFontDescription*, kRoles.size()> faces{};

  ~Held() {
    for (PangoFontDescription* face : faces) pango_font_description_free(face);
    if (context) g_object_unref(context);
    if (map) g_object_unref(map);
    if (config) FcConfigDestroy(config);
  }
};

Fonts::Fonts(std::unique_ptr<Held> held) : held_(std::move(held)) {}
Fonts::~Fonts() = default;

Result<std::unique_ptr<Fonts>> Fonts::open(const std::string& folder) {
  auto held = std::make_unique<Held>();
  held->config = FcConfigCreate();
  const std::string settings = fmt::format(fmt::runtime(kSettings), escaped(folder));
  const auto* bytes = reinterpret_cast<const FcChar8*>(settings.c_str());
  if (!held->config || !FcConfigParseAndLoadFromMemory(held->config, bytes, FcTrue) || !FcConfigBuildFonts(held->config)) {
    throw std::runtime_error("fontconfig refused its settings");
  }
  for (const Role& role : kRoles) {
    std::string families;
    for (const char* family : role.families) {
      if (family && has_family(held->config, family)) families += std::string(family) + ",";
    }
    if (families.empty()) {
      return Error{Kind::unavailable,
                   "fonts_missing",
                   fmt::format("字体目录中没有{}，无法生成文书：请运行 tools/fonts.sh，或放入有授权的字体", role.name),
                   {}};
    }
    held->faces[static_cast<std::size_t>(role.face)] = pango_font_description_from_string((families + role.rest).c_str());
  }
  held->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
  if (!held->map) throw std::runtime_error("pango has no FreeType font map");
  pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(held->map), held->config);
  pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(held->map), 72);
  held->context = pango_font_map_create_context(held->map);
  pango_context_set_language(held->context, pango_language_from_string("zh-cn"));
  pango_context_set_base_dir(held->context, PANGO_DIRECTION_LTR);
  pango_context_set_round_glyph_positions(held->context, FALSE);
  // Unhinted, so that widths are the same on paper and on every screen.
  cairo_font_options_t* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(held->context, options);
  cairo_font_options_destroy(options);
  return std::unique_ptr<Fonts>(new Fonts(std::move(held)));
}

PangoContext* Fonts::context() const { return held_->context; }
const PangoFontDescription* Fonts::description(Face face) const { return held_->faces[static_cast<std::size_t>(face)]; }

void Fonts::measure(Characters& in, Face face, double size, std::vector<std::string>& missing) const {
  const std::string text = to_utf8(in.text);
  std::vector<std::size_t> index(text.size() + 1, 0);  // byte -> character
  for (std::size_t byte = 0, character = 0; byte < text.size(); ++byte) {
    if ((static_cast<unsigned char>(text[byte]) & 0xC0u) != 0x80u) index[byte] = character++;
  }
  bool lacking = false;
  in.width.assign(in.text.size(), 0);
  std::vector<bool> leads(in.text.size(), false);
  shape(context(), description(face), size, text, [&](PangoGlyphItem& item) {
    for (int i = 0; i < item.glyphs->num_glyphs; ++i) {
      const std::size_t at = index[static_cast<std::size_t>(item.item->offset + item.glyphs->log_clusters[i])];
      const PangoGlyphInfo& glyph = item.glyphs->glyphs[i];
      leads[at] = true;
      in.width[at] += static_cast<double>(glyph.geometry.width) / PANGO_SCALE;
      if (!(glyph.glyph & PANGO_GLYPH_UNKNOWN_FLAG) || in.text[at] == U'〓') continue;
      lacking = true;
      const std::string character = to_utf8(std::u32string_view(&in.text[at], 1));
      if (std::find(missing.begin(), missing.end(), character) == missing.end()) missing.push_back(character);
      in.text[at] = U'〓';
    }
  });
  for (std::size_t i = 1; i < in.text.size(); ++i) {
    if (!leads[i]) in.joined[i] = true;
  }
  if (lacking) measure(in, face, size, missing);
}

}  // namespace lianhu::paper
