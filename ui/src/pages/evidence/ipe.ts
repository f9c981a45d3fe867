// The fields of an IPE sheet that people fill in.
import type { IpeView } from "../../backend/generated";

export type IpeField = Exclude<keyof IpeView, "rowCount" | "controlTotals">;

export const IPE_FIELDS: readonly { readonly id: IpeField; readonly title: string; readonly about: string; readonly long?: boolean }[] = [
  { id: "system", title: "Source system", about: "And its version" },
  { id: "instance", title: "Instance", about: "Tenant or account" },
  { id: "report", title: "Report or query", about: "What was run or chosen" },
  { id: "filters", title: "Parameters and filters", about: "Dates, states, scopes", long: true },
  { id: "extractedBy", title: "Extracted by", about: "The person" },
  { id: "extractedAt", title: "Extracted on", about: "Year-month-day, with or without a time" },
  { id: "timeZone", title: "Time zone", about: "Of the times in the file" },
  { id: "completeness", title: "Completeness", about: "How it was checked: a second source, a count", long: true },
  { id: "accuracy", title: "Accuracy", about: "How it was checked: rows traced back", long: true },
];

export function blanks(ipe: IpeView): IpeField[] {
  return IPE_FIELDS.map((field) => field.id).filter((id) => ipe[id].trim() === "");
}
