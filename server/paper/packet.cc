#include "paper/packet.h"

#include <memory>
#include <stdexcept>

#include "paper/packet_pages.h"
#include "paper/volume.h"

namespace lianhu::paper {

Result<Rendered> bind_packet(const PacketJob& job) {
  if (job.dossier) return bind_dossier(job);
  if (job.parts.size() < 2) throw std::logic_error("packet: a letter and a list");
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
  for (std::size_t i = 0; i < job.parts.size(); ++i) {
    if (i == 1) continue;
    if (auto drawn = draw(i, {}); !drawn) return drawn.error();
  }
  // The list tells where each begins, and is itself among the pages counted.
  int list = 1;
  for (int tries = 0; tries < 5; ++tries) {
    std::vector<TableRow> rows;
    int from = sources[0]->count() + list + 1;
    for (std::size_t i = 2; i < sources.size(); ++i) {
      rows.push_back({{"no", std::to_string(i - 1)}, {"title", job.parts[i].title}, {"pages", std::to_string(sources[i]->count())}, {"from", std::to_string(from)}});
      from += sources[i]->count();
    }
    Fields over;
    if (!rows.empty()) over["enclosures"] = rows;
    if (auto drawn = draw(1, over); !drawn) return drawn.error();
    if (sources[1]->count() == list) break;
    list = sources[1]->count();
  }
  for (const auto& source : sources) {
    out.parts.push_back(source->count());
    out.pages += source->count();
  }
  if (out.pages > kMostPacketPages) {
    return Error{Kind::too_large, "packet_pages", "材料共 " + std::to_string(out.pages) + " 页，一次最多 " + std::to_string(kMostPacketPages) + " 页；请少选几份，其余的另行移送", {}};
  }
  try {
    PdfBinder packet;
    for (const auto& source : sources) packet.add(*source);
    const auto stamps = stamp(packet, **fonts, job.created, [&](std::size_t i) { return job.title.substr(0, job.title.find(' ')) + "　第" + std::to_string(i + 1) + "页　共" + std::to_string(out.pages) + "页"; });
    out.bytes = packet.write(job.title);
  } catch (const std::exception&) {
    return invalid("packet_file", "材料没有装订成功：有的文件内部损坏；请逐份打开核对，另存为 PDF 后重新上传");
  }
  return out;
}

}  // namespace lianhu::paper
