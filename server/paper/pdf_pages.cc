#include "paper/pdf_pages.h"

#include <exception>
#include <utility>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/Constants.h>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

namespace lianhu::paper {

struct PdfPages::Held {
  std::string bytes;  // as long as the document is used
  QPDF pdf;
  std::vector<QPDFPageObjectHelper> pages;
};

PdfPages::PdfPages(std::unique_ptr<Held> held) : held_(std::move(held)) {}
PdfPages::~PdfPages() = default;

std::unique_ptr<PdfPages> PdfPages::open(std::string bytes) {
  auto held = std::make_unique<Held>();
  held->bytes = std::move(bytes);
  held->pdf.setSuppressWarnings(true);
  try {
    held->pdf.processMemoryFile("part", held->bytes.data(), held->bytes.size());
    QPDFPageDocumentHelper helper(held->pdf);
    helper.flattenAnnotations(0, an_invisible | an_hidden);
    held->pages = helper.getAllPages();
  } catch (const std::exception&) {
    return nullptr;
  }
  if (held->pages.empty()) return nullptr;
  return std::unique_ptr<PdfPages>(new PdfPages(std::move(held)));
}

int PdfPages::count() const { return static_cast<int>(held_->pages.size()); }

struct PdfBinder::Held {
  QPDF pdf;
};

PdfBinder::PdfBinder() : held_(std::make_unique<Held>()) { held_->pdf.emptyPDF(); }
PdfBinder::~PdfBinder() = default;

void PdfBinder::add(PdfPages& pages) {
  QPDFPageDocumentHelper helper(held_->pdf);
  for (const QPDFPageObjectHelper& page : pages.held_->pages) helper.addPage(page, false);
}

std::vector<PdfBinder::Size> PdfBinder::sizes() const {
  std::vector<Size> out;
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(held_->pdf).getAllPages()) {
    const QPDFObjectHandle::Rectangle box = page.getTrimBox().getArrayAsRectangle();
    Size size{box.urx - box.llx, box.ury - box.lly};
    QPDFObjectHandle turned = page.getAttribute("/Rotate", false);
    if (turned.isInteger() && turned.getIntValueAsInt() % 180 != 0) std::swap(size.width, size.height);
    out.push_back(size);
  }
  return out;
}

void PdfBinder::lay_over(std::size_t at, PdfPages& stamps, std::size_t stamp) {
  QPDF& pdf = held_->pdf;
  QPDFPageObjectHelper page = QPDFPageDocumentHelper(pdf).getAllPages().at(at);
  QPDFObjectHandle form = pdf.copyForeignObject(stamps.held_->pages.at(stamp).getFormXObjectForPage());
  QPDFObjectHandle resources = page.getAttribute("/Resources", true);
  if (!resources.isDictionary()) resources = page.getObjectHandle().replaceKeyAndGetNew("/Resources", QPDFObjectHandle::newDictionary());
  resources.mergeResources(QPDFObjectHandle::parse("<< /XObject << >> >>"));
  int next = 1;
  const std::string name = resources.getUniqueResourceName("/Fx", next);
  const std::string content = page.placeFormXObject(form, name, page.getTrimBox().getArrayAsRectangle(), true);
  if (content.empty()) return;
  resources.getKey("/XObject").replaceKey(name, form);
  page.addPageContents(pdf.newStream("q\n"), true);
  page.addPageContents(pdf.newStream("\nQ\n" + content), false);
}

void PdfBinder::bookmark(const std::vector<Mark>& marks) {
  if (marks.empty()) return;
  QPDF& pdf = held_->pdf;
  const std::vector<QPDFPageObjectHelper> pages = QPDFPageDocumentHelper(pdf).getAllPages();
  QPDFObjectHandle root = pdf.makeIndirectObject(QPDFObjectHandle::parse("<< /Type /Outlines >>"));
  // Of each level: where it hangs, and the last one hung there.
  QPDFObjectHandle parent[2] = {root, root}, last[2];
  int count[2] = {0, 0};
  const auto close = [&](int level) {
    if (count[level] == 0) return;
    parent[level].replaceKey("/Last", last[level]);
    // A negative count: folded.
    parent[level].replaceKey("/Count", QPDFObjectHandle::newInteger(level == 0 ? count[level] : -count[level]));
    count[level] = 0;
  };
  for (const Mark& mark : marks) {
    const int level = mark.level > 0 && count[0] > 0 ? 1 : 0;
    QPDFObjectHandle item = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
    item.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(mark.title));
    item.replaceKey("/Dest", QPDFObjectHandle::newArray({pages.at(mark.page).getObjectHandle(), QPDFObjectHandle::newName("/Fit")}));
    if (level == 0) close(1);
    item.replaceKey("/Parent", parent[level]);
    if (count[level]++ == 0) {
      parent[level].replaceKey("/First", item);
    } else {
      item.replaceKey("/Prev", last[level]);
      last[level].replaceKey("/Next", item);
    }
    last[level] = item;
    if (level == 0) parent[1] = item;
  }
  close(1);
  close(0);
  pdf.getRoot().replaceKey("/Outlines", root);
  pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
}

std::string PdfBinder::write(const std::string& title) {
  QPDF& pdf = held_->pdf;
  QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
  info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(title));
  info.replaceKey("/Creator", QPDFObjectHandle::newUnicodeString("Lianhu"));
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setObjectStreamMode(qpdf_o_generate);
  writer.setDeterministicID(true);
  writer.write();
  const auto buffer = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace lianhu::paper
