import type { TestshirePerson } from './testshire.ts'

/** What somebody has before them: all its words, what they can press, and what they can fill in. */
export interface Seen {
  text: string
  buttons: string[]
  /** By the ids of questions. */
  fields: string[]
}

/** One person on one channel. Each act gives what they see next; a driver fails where they could not have done it. */
export interface Actor {
  /** In a place where nobody else reads. */
  says(text: string): Promise<Seen>
  /** What stands on the button, in what they saw last. */
  presses(label: string): Promise<Seen>
  /** Fills in the form that they saw last, by the ids of its questions. `send: false`: only so far. */
  fills(given: Record<string, unknown>, options?: { send?: boolean }): Promise<Seen>
  /** What they were told without having asked, since they looked last. It is then what they saw last. */
  told(): Promise<Seen[]>
  home(): Promise<Seen>
}

/** A whole program with one channel, a council that is none of the real ones, and a clock that the test moves. */
export interface Stage {
  /** One of the council's people by id, or any member of its staff by another name. */
  actor(name: TestshirePerson | 'sam' | 'kim'): Promise<Actor>
  clock: { now(): Date; forward(by: { days?: number; hours?: number; minutes?: number }): void; set(at: string): void }
  /** Lets time pass in steps of so many minutes, with a round and deliveries at each. */
  pass(minutes: number, step?: number): Promise<void>
  /** Where one of the council's people is reached does not answer, or does again. */
  down(person: TestshirePerson, is: boolean): void
}
