"""Every error that panah raises on purpose.

* PanahError
  + InputError          what was handed in cannot be right; says which, and what would be
    - QuantityError     an amount that nobody can have meant
    - DateError         a date that is not EDTF, or ends before it begins
    - ClaimError        a claim that could not be checked later
    - ReportError       a report that cannot be read as text
    - FileError         a file of claims or tables; names file, row and column
    - CaseError         a case folder that is missing, incomplete or of another version
    - RoleError         an act by somebody whom the case does not give the role for it
    - NotKnownError     a claim, matter or report that the ledger does not hold
    - PlanError         an instance, policy or lock from which no plan can be made; says why
    - FamilyError       families, localities or rulings that cannot be placed as given
  + LedgerError         the ledger refuses, to keep its promise of never losing a word
    - ChainError        the stored log is not what was appended; says where it breaks
  + RefusedTotalError        a sum that would count people twice; names the pair of lines
"""

__all__ = [
    "CaseError",
    "ChainError",
    "ClaimError",
    "DateError",
    "FamilyError",
    "FileError",
    "InputError",
    "LedgerError",
    "NotKnownError",
    "PanahError",
    "PlanError",
    "QuantityError",
    "RefusedTotalError",
    "ReportError",
    "RoleError",
]


class PanahError(Exception):
    """Catch this to catch everything panah raises on purpose."""


class InputError(PanahError, ValueError):
    """What was handed in cannot be right."""


class QuantityError(InputError):
    """An amount that cannot be an amount of people or things."""


class DateError(InputError):
    """A date that is not EDTF, or an interval that ends before it begins."""


class ClaimError(InputError):
    """A claim that could not be checked later."""


class ReportError(InputError):
    """A report that cannot be read as text."""


class FamilyError(InputError):
    """Families, localities or rulings that cannot be placed as they are given."""


class FileError(InputError):
    """A file of claims or tables that cannot be taken in."""


class CaseError(InputError):
    """A case folder that is missing, incomplete or of another version."""


class RoleError(InputError):
    """An act by somebody whom the case does not give the role for it."""


class NotKnownError(InputError):
    """A claim, matter or report that the ledger does not hold."""


class PlanError(InputError):
    """An instance, policy or lock from which no plan can be made."""


class LedgerError(PanahError):
    """The ledger refuses, to keep its promise of never losing a word."""


class ChainError(LedgerError):
    """The stored log is not what was appended."""


class RefusedTotalError(PanahError):
    """A sum that would count people twice, or whose parts cannot be shown to be apart."""
