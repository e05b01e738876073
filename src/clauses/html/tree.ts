import type { DefaultTreeAdapterTypes } from 'parse5'

export type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

export interface Visitable {
  /** Says whether to go inside. `leave` is called only for what was gone into. */
  enter(node: Element): boolean
  leave(node: Element): void
  text(value: string): void
}

/** Goes through a tree in reading order without recursion: a page may hold ten thousand tags one inside the other. */
export function walk(root: Node, visitor: Visitable): void {
  const todo: { node: Node; leaving: boolean }[] = [{ node: root, leaving: false }]
  for (let next = todo.pop(); next; next = todo.pop()) {
    const { node, leaving } = next
    if (leaving) visitor.leave(node as Element)
    else if (node.nodeName === '#text') visitor.text((node as DefaultTreeAdapterTypes.TextNode).value)
    else if ('childNodes' in node) {
      const named = isElement(node)
      if (named && !visitor.enter(node)) continue
      if (named) todo.push({ node, leaving: true })
      for (let at = node.childNodes.length - 1; at >= 0; at--) {
        const child = node.childNodes[at]
        if (child) todo.push({ node: child, leaving: false })
      }
    }
  }
}

export function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'tagName' in node
}

export function attribute(node: Element, name: string): string | undefined {
  return node.attrs.find(attr => attr.name === name)?.value
}

export function textOf(root: Node): string {
  const texts: string[] = []
  walk(root, { enter: () => true, leave() {}, text: value => texts.push(value) })
  return texts.join('')
}
