#pragma once
// lianhu bench paper: written agreements drawn on one core, and a dossier of twelve papers bound.

#include <string>

namespace lianhu {

// Prints figures and their ratio to what was asked for (60 a second below 200 KB each; 300 ms); nothing is asserted. In this process, one thread,
// without the child that the server draws in.
void bench_paper(const std::string& fonts_folder, int agreements);

}  // namespace lianhu
