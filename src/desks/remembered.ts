/**
 * The same for the same object, made when it is first asked for. Settings are never changed in place: whoever reads them anew has
 * other objects, and so another answer.
 */
export function remembered<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const known = new WeakMap<Of, { made: Made }>()
  return of => {
    const found = known.get(of) ?? { made: make(of) }
    known.set(of, found)
    return found.made
  }
}
