// Half-written forms, while the page is open: they survive a cancelled form, a step to another page, and a session
// that ended in between. Never stored on the phone.
const kept = new Map<string, Record<string, string>>()

export const typedOf = (form: string) => kept.get(form)
export const keepTyped = (form: string, values: Record<string, string>) => void kept.set(form, values)
export const forgetTyped = (form: string) => void kept.delete(form)
export const forgetAllTyped = () => kept.clear()
