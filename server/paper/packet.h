#pragma once
// Several papers and files bound into one PDF: a letter, the list of what is enclosed, then the enclosures, with running page
// numbers over all of them (upper right corner, beside whatever a page says of itself).
//
// Part 0 is the letter, part 1 the list; both are papers. The list's field "enclosures" has a row {no, title, pages, from} for
// each further part; "pages" and "from" are filled in here, where the pages are counted.
// A dossier goes the same way (paper/volume.h).
// Photos become pages of their own; what is written on a PDF (signatures, filled forms) is kept as it looks.
// Errors: those of render(); invalid "packet_file" naming the file that cannot be read or is locked; too_large "packet_pages".
// Thread rule: pure functions over the fonts folder; meant for the child (render_child.h): files come from strangers.

#include <string>
#include <vector>

#include "paper/render.h"

namespace lianhu::paper {

inline constexpr int kMostPacketPages = 400;

struct PacketPart {
  std::string title;
  std::string media_type;  // "": a paper; else application/pdf image/jpeg image/png
  std::string bytes;       // of a file
  TemplateSource source;   // of a paper, with its fields
  std::string fields_json;
  Link link;
  std::string line = {};  // of a dossier: which line of the contents it belongs to
  std::string hash = {};  // of a dossier: what the list of hashes says of it
};

struct PacketJob {
  std::string title;  // its first word stands before each page number
  std::vector<PacketPart> parts;
  Time created;
  std::string fonts_folder;
  bool dossier = false;
};

Result<Rendered> bind_packet(const PacketJob& job);

// The wire, as in render.h: the head, then the files one after the other.
std::string write_packet_job(const PacketJob& job);
Result<PacketJob> read_packet_job(std::string_view wire);

}  // namespace lianhu::paper
