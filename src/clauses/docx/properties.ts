import { child, textIn, type Xml } from './xml.ts'

const keys: Record<string, string> = {
  title: 'title',
  creator: 'author',
  subject: 'subject',
  created: 'created',
  modified: 'modified',
  contentStatus: 'status',
  version: 'version',
}

/** What a Word document says of itself in its properties. */
export function propertiesOf(properties: Xml | undefined): Record<string, string> {
  const about: Record<string, string> = {}
  for (const [name, key] of Object.entries(keys)) {
    const value = textIn(child(properties, name)).trim()
    if (value !== '') about[key] = value
  }
  return about
}
