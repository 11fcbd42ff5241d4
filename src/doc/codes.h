#pragma once

namespace oit::doc {

/// Reads the QR codes of the picture open at `document` and writes each as a page to `out`: at most
/// 8, each at most 2 KiB of UTF-8. Runs in a child.
void read_codes(int document, int out);

}  // namespace oit::doc
