#include "paper/volume.h"

#include <memory>
#include <stdexcept>

#include "paper/packet_pages.h"

namespace lianhu::paper {
namespace {

std::string span(int from, int count) { return count == 1 ? std::to_string(from) : std::to_string(from) + "—" + std::to_string(from + count - 1); }

struct Line {
  std::string name;
  int from = 0, count = 0, papers = 0;
};

}  // namespace

Result<Rendered> bind_dossier(const PacketJob& job) {
  if (job.parts.size() <= kFramePages) throw std::logic_error("dossier: cover, contents, hashes, back and papers");
  const auto fonts = Fonts::open(job.fonts_folder);
  if (!fonts) return fonts.error();
  Rendered out;
  std::vector<std::unique_ptr<PdfPages>> sources(job.parts.size());
  const auto draw = [&](std::size_t i, const Fields& over) -> Result<Done> {
    auto source = pages_of(job.parts[i], **fonts, job.created, over, out.missing);
    if (!source) return source.error();
    sources[i] = std::move(*source);
    return done;
  };
  std::vector<Line> lines;
  std::vector<TableRow> hashes;
  std::vector<int> first(job.parts.size());  // page in the body, from 1
  int body = 0;
  for (std::size_t i = kFramePages; i < job.parts.size(); ++i) {
    const PacketPart& part = job.parts[i];
    if (auto drawn = draw(i, {}); !drawn) return drawn.error();
    const int count = sources[i]->count();
    first[i] = body + 1;
    hashes.push_back({{"no", std::to_string(i - kFramePages + 1)}, {"name", part.title}, {"pages", span(body + 1, count)}, {"hash", part.hash}});
    if (lines.empty() || lines.back().name != part.line) lines.push_back({part.line, body + 1});
    lines.back().count += count;
    ++lines.back().papers;
    body += count;
  }
  std::vector<TableRow> entries;
  for (const Line& line : lines) {
    entries.push_back({{"name", line.name}, {"pages", span(line.from, line.count)}, {"note", line.papers > 1 ? "共" + std::to_string(line.papers) + "份" : ""}});
  }
  if (auto drawn = draw(0, {}); !drawn) return drawn.error();
  if (auto drawn = draw(1, {{"entries", entries}}); !drawn) return drawn.error();
  if (auto drawn = draw(2, {{"rows", hashes}}); !drawn) return drawn.error();
  if (auto drawn = draw(3, {{"pages_text", std::to_string(body) + "页"}}); !drawn) return drawn.error();
  for (const auto& source : sources) {
    out.parts.push_back(source->count());
    out.pages += source->count();
  }
  if (out.pages > kMostPacketPages) {
    return Error{Kind::too_large, "packet_pages", "本卷共 " + std::to_string(out.pages) + " 页，一册最多 " + std::to_string(kMostPacketPages) + " 页；请减少重复的照片，或者分册", {}};
  }
  try {
    PdfBinder volume;
    std::vector<PdfBinder::Mark> marks;
    int page = 0;
    const auto add = [&](std::size_t i) {
      volume.add(*sources[i]);
      page += sources[i]->count();
    };
    const auto mark = [&](const std::string& title, int level) { marks.push_back({title, static_cast<std::size_t>(page), level}); };
    mark("封面", 0);
    add(0);
    mark("卷内目录", 0);
    add(1);
    const int before = page;
    std::string line;
    for (std::size_t i = kFramePages; i < job.parts.size(); ++i) {
      if (job.parts[i].line != line) mark(line = job.parts[i].line, 0);
      mark(job.parts[i].title, 1);
      add(i);
    }
    mark("装订清单", 0);
    add(2);
    mark("封底", 0);
    add(3);
    const auto stamps = stamp(volume, **fonts, job.created, [&](std::size_t i) {
      const int at = static_cast<int>(i) - before;
      return at >= 0 && at < body ? "第" + std::to_string(at + 1) + "页" : std::string();
    });
    volume.bookmark(marks);
    out.bytes = volume.write(job.title);
  } catch (const std::exception&) {
    return invalid("packet_file", "案卷没有装订成功：有的文件内部损坏；请逐份打开核对，另存为 PDF 后重新上传");
  }
  return out;
}

}  // namespace lianhu::paper
