#pragma once

namespace oit::page {

/// What an element opened and its end must close; bits of Frame::undo.
enum Undo : unsigned {
  kUndoBlock = 1U << 0U,
  kUndoScope = 1U << 1U,
  kUndoPanel = 1U << 2U,
  kUndoOpener = 1U << 3U,
  kUndoLink = 1U << 4U,
  kUndoTable = 1U << 5U,
  kUndoRow = 1U << 6U,
  kUndoCell = 1U << 7U,
  kUndoForm = 1U << 8U,
  kUndoClosed = 1U << 9U,   ///< its headings end with it
  kUndoSibling = 1U << 10U  ///< an opener whose panel is the next element
};

}  // namespace oit::page
