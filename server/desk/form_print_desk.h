#pragma once
// The official forms and the register as PDF: the very figures of the screen and the workbook, of the same question and instant, drawn as
// a paper (paper/table_paper.h) in a child.
//
// Errors: those of the forms' desks; too_large "print_too_long" for a register of more than print_most rows; what render_child.h refuses.
// Thread rule: any thread.

#include <string>

#include "desk/code_form_desk.h"
#include "desk/file_desk.h"
#include "desk/register_desk.h"
#include "desk/statistics_desk.h"
#include "desk/team_form_desk.h"
#include "paper/table_paper.h"

namespace lianhu {

inline constexpr std::int64_t print_most = 5'000;

class FormPrintDesk {
 public:
  FormPrintDesk(const House& house, paper::RenderSlots& slots, std::string self, std::string fonts_folder)
      : house_(house), slots_(slots), self_(std::move(self)), fonts_folder_(std::move(fonts_folder)) {}

  Result<FileBytes> mediation(const Actor& actor, const FormRequest& request) const;
  Result<FileBytes> codes(const Actor& actor, const CodeFormRequest& request) const;
  Result<FileBytes> teams(const Actor& actor, const TeamFormRequest& request) const;
  Result<FileBytes> registered(const Actor& actor, const RegisterRequest& request) const;

 private:
  Result<FileBytes> drawn(const Actor& actor, const paper::TablePaper& page, Time as_of, const std::string& name) const;

  const House& house_;
  paper::RenderSlots& slots_;
  std::string self_, fonts_folder_;
};

// What is printed, for tests that compare it with the screen.
paper::TablePaper printed_form(const StatisticsView& view);
paper::TablePaper printed_form(const CodeFormView& view);
paper::TablePaper printed_form(const TeamFormView& view);
paper::TablePaper printed_register(const RegisterPage& page);

}  // namespace lianhu
