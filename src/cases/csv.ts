/**
 * A table for a spreadsheet. A cell that begins like a formula would be run by the program that opens it, and what stands in a
 * cell may have been written by anybody: so it begins with an apostrophe then, which spreadsheets show as text.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(text: string): string {
  const safe = /^[\s]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}
