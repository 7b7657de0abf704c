#include "tool/bench_paper.h"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <stdexcept>

#include "base/resource.h"
#include "paper/catalogue.h"
#include "paper/fonts.h"
#include "paper/packet.h"
#include "paper/render.h"

namespace lianhu {
namespace {

constexpr double kAgreements = 60, kKilobytes = 200, kBindMs = 300;
const Time kDay = Time::at(Date::of(2026, 11, 20), 9);
const paper::Link kLink{"https://lianhu.example/t", "PD2026-000001.0000000000000000", "https://lianhu.example/verify", "PD2026-000001"};

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return std::move(result).value();
}

double processor() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

const paper::CataloguePaper& known(const paper::Catalogue& papers, const char* code) {
  const paper::CataloguePaper* found = papers.latest(code);
  if (!found) throw std::runtime_error(std::string("没有这份文书：") + code);
  return *found;
}

paper::PacketPart part(const paper::Catalogue& papers, const char* code) {
  const paper::CataloguePaper& entry = known(papers, code);
  return {entry.paper.title, "", "", entry.source, paper::fields_json(entry.sample), kLink, entry.paper.title, std::string(64, '0')};
}

}  // namespace

void bench_paper(const std::string& folder, int agreements) {
  const std::string fonts_folder = std::filesystem::absolute(folder).string();
  const paper::Catalogue papers = must(paper::Catalogue::load(resources()));
  const paper::CataloguePaper& agreement = known(papers, "agreement");
  paper::RenderJob job;
  job.source = agreement.source;
  job.fields_json = paper::fields_json(agreement.sample);
  job.link = kLink;
  job.created = kDay;
  job.fonts_folder = fonts_folder;
  const int pages = must(paper::render(job)).pages;  // the libraries' first reading of the fonts is no part of it
  std::size_t bytes = 0;
  double begun = processor();
  for (int n = 0; n < agreements; ++n) bytes += must(paper::render(job)).bytes.size();
  const double each = (processor() - begun) / agreements, kilobytes = static_cast<double>(bytes) / 1024 / agreements;
  std::printf("agreement of %d pages, one core: %.1f/s (%.2f of %.0f/s), %.0f KB each (%.2f of %.0f KB)\n", pages, 1 / each, 1 / each / kAgreements, kAgreements, kilobytes, kilobytes / kKilobytes,
              kKilobytes);

  // What each child spends before it draws, and what drawing alone takes: many in one file.
  begun = processor();
  constexpr int kOpened = 20;
  for (int n = 0; n < kOpened; ++n) (void)must(paper::Fonts::open(fonts_folder));
  const double opening = (processor() - begun) * 1000 / kOpened;
  paper::RenderJob many = job;
  for (int n = 1; n < agreements; ++n) many.more.push_back({job.fields_json, job.link});
  begun = processor();
  const std::size_t together = must(paper::render(many)).bytes.size();
  const double drawn = (processor() - begun) / agreements;
  std::printf("  opening the fonts %.1f ms of each; many in one file %.1f/s, %.0f KB each\n", opening, 1 / drawn, static_cast<double>(together) / 1024 / agreements);

  paper::PacketJob dossier;
  dossier.title = "人民调解卷宗";
  dossier.created = kDay;
  dossier.fonts_folder = fonts_folder;
  dossier.dossier = true;
  for (const char* code : {"dossier_cover", "dossier_contents", "dossier_hashes", "dossier_back"}) dossier.parts.push_back(part(papers, code));
  for (const char* code : {"application", "registration_form", "rights_notice", "identity_list", "inquiry_record", "evidence_list", "session_record", "session_record", "agreement", "fulfilment_receipt",
                           "return_visit_record", "dossier_note"}) {
    dossier.parts.push_back(part(papers, code));
  }
  begun = processor();
  const paper::Rendered bound = must(paper::bind_packet(dossier));
  const double first = (processor() - begun) * 1000;
  constexpr int kTimes = 5;
  begun = processor();
  for (int n = 0; n < kTimes; ++n) (void)must(paper::bind_packet(dossier));
  const double ms = (processor() - begun) * 1000 / kTimes;
  std::printf("dossier of 12 papers, %d pages, %zu KB, one core: %.0f ms (%.2f of %.0f ms), the first time %.0f ms\n", bound.pages, bound.bytes.size() >> 10, ms, ms / kBindMs, kBindMs, first);
}

}  // namespace lianhu
