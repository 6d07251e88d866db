"""Excel: a plan as a workbook that goes on computing; text of owners is never a formula."""
