"""What must not be shown to whoever sits here: words of people who withdrew, and what another table wrote in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from hcd_studio.fields import Id
    from hcd_studio.records import Record
    from ui.context import Context


class Hiding(QObject):
    """Asked by every view that shows words; `changed` follows another table at this laptop."""

    changed = Signal()

    def __init__(self, context: Context):
        super().__init__(context)
        self.context = context
        self.table: Id = ""
        self._gone: set[Id] | None = None
        context.bridge.opened.connect(self._forget)
        context.bridge.closed.connect(self._forget)
        context.bridge.changed.connect(self._hear)

    def sit_at(self, table: Id) -> None:
        """Say whose laptop this is: the private notes of this table are its own."""
        if table != self.table:
            self.table = table
            self.changed.emit()

    @property
    def gone(self) -> set[Id]:
        """Everything that people who withdrew said, by id."""
        session = self.context.bridge.session
        if self._gone is None:
            from hcd_studio.privacy import hidden_by_withdrawal
            from hcd_studio.session import now

            self._gone = hidden_by_withdrawal(now(session)) if session else set()
        return self._gone

    def private(self, record: Record) -> bool:
        """Whether it is a note that another table wrote in silence."""
        return bool(getattr(record, "private", False)) and getattr(record, "room_table", "") != self.table

    def others(self) -> set[Id]:
        """The ids of what other tables wrote in silence."""
        session = self.context.bridge.session
        notes = session.records["note"].values() if session else ()
        return {one.id for one in notes if self.private(one)}

    def hides(self, record: Record) -> bool:
        """Whether the words of a record must not be shown here. People who withdrew are still named where they come back."""
        if self.private(record):
            return True
        return bool(self.gone) and record.id in self.gone and record.table != "participant"

    def off_map(self, record: Record) -> bool:
        """Whether a note has no business on the map: hidden, or parked for now."""
        return bool(getattr(record, "parked", False)) or self.hides(record)

    def turned(self, told: Any) -> bool:
        """Whether a change hides or shows more than what it touched."""
        return any(
            getattr(before, "withdrawn", False) != getattr(after, "withdrawn", False)
            for before, after in told.touched.values()
            if getattr(before or after, "table", "") == "participant"
        )

    def _forget(self) -> None:
        self._gone = None

    def _hear(self, told: Any) -> None:
        if self._gone or self.turned(told):
            self._gone = None
