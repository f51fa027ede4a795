const made = new Map<string, Map<string, string>>();

/**
 * `left.form` + `bare` -> `left.form.bare`, always the very same string object: signs are keys of maps, and a freshly
 * joined string would be flattened and hashed anew for every candidate (a fifth of the recogniser's time).
 */
export function signName(family: string, member: string): string {
  let members = made.get(family);
  if (!members) {
    members = new Map();
    made.set(family, members);
  }
  let name = members.get(member);
  if (name === undefined) {
    name = `${family}.${member}`;
    members.set(member, name);
  }
  return name;
}
