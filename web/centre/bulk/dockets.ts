// The chosen matters on their way to the print page: in this tab only.
export const SLIPS = 'lianhu.desk.dockets'
