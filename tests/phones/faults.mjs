// Bugs planted into the phone's code. Each must make the checker find something; a checker that does not has no teeth.
//
// A fault names a text of the built code and what stands there instead; a text that is not there exactly once is an error.

const replaced = (code, from, to) => {
  if (code.split(from).length !== 2) throw new Error(`种不下：代码里不是恰好一处 ${from}`)
  return code.replace(from, () => to)
}

export const faults = {
  'drops a row when the answer is not known': code =>
    replaced(code, 'state: later ? "waiting" : "dead"', 'state: later ? "sent" : "dead"'),
  'takes a row as sent before the answer': code =>
    replaced(code, 'const answer = await send(current, parent);', 'await this.save({ ...current, state: "sent" });\n\t\t\t\tconst answer = await send(current, parent);'),
  'makes a new key for each try': code =>
    replaced(code, 'const current = {', 'rest.key = uuid();\n\t\t\tconst current = {'),
  'makes a new client id for each try': code =>
    replaced(code, 'const { results } = await correctFacts(matter, facts, key);', 'const { results } = await correctFacts(matter, { ...facts, client_id: uuid() }, uuid());'),
  'leaves the base out': code =>
    replaced(code, 'const { results } = await correctFacts(matter, facts, key);', 'const { results } = await correctFacts(matter, { ...facts, edits: facts.edits.map((one) => ({ ...one, base: "" })) }, key);'),
  'takes the base when it is sent': code =>
    replaced(code, 'const { results } = await correctFacts(matter, facts, key);',
      'const now = await http.get(`/matters/${matter}`);\n\t\t\tconst values = Object.fromEntries(now.facts.flatMap((group) => group.fields.map((field) => [field.name, field.value])));\n\t\t\tconst { results } = await correctFacts(matter, { ...facts, edits: facts.edits.map((one) => ({ ...one, base: values[one.fact] ?? one.base })) }, key);'),
  'forgets a refused row': code =>
    replaced(code, 'const later = failure.passing || failure.unauthenticated;', 'const later = failure.passing || failure.unauthenticated;\n\t\t\t\tif (!later) return await this.discard(current.key), true;'),
  'drops a photo when the answer is lost': code =>
    replaced(code, 'const later = failure.passing || failure.unauthenticated;', 'const later = failure.passing || failure.unauthenticated;\n\t\t\t\tif (later && current.kind === "photo") return await this.discard(current.key), false;'),
}
