// Where an id is defined and where it is used: in its document, and in the others of the workspace where it reaches there.
import type { DefinitionParams, Location, ReferenceParams } from 'vscode-languageserver'
import type { Id } from '../../core/model'
import type { Document } from '../../core/service'
import { toRange } from '../convert'
import type { Snapshot } from '../documents'
import { guarded, type Asked } from '../guard'
import type { Feature } from '../server'

export const references: Feature = server => {
  const { connection, workspace } = server

  const placesOf = async (snapshot: Snapshot, document: Document, offset: number, roles: readonly Id['role'][]): Promise<Location[]> => {
    const here = document.idsAt(offset)
    const inside = document.ids().filter(({ kind, value, role }) => roles.includes(role) && here.some(id => id.kind === kind && id.value === value))
      .map(({ span }) => ({ uri: snapshot.uri, range: toRange(snapshot, span) }))
    const beyond = await Promise.all(here.filter(({ across }) => across).map(id => workspace.places(id, snapshot.uri)))
    return withoutDoubles([...inside, ...beyond.flat().filter(({ role }) => roles.includes(role)).map(({ uri, range }) => ({ uri, range }))])
  }

  connection.onDefinition(guarded<DefinitionParams, Location[]>(server, 'The definition', [],
    ({ params, snapshot, document }: Asked<DefinitionParams>) => placesOf(snapshot, document, snapshot.lines().offsetAt(params.position), ['defines'])))
  connection.onReferences(guarded<ReferenceParams, Location[]>(server, 'The references', [],
    ({ params, snapshot, document }: Asked<ReferenceParams>) =>
      placesOf(snapshot, document, snapshot.lines().offsetAt(params.position), params.context.includeDeclaration ? ['defines', 'uses'] : ['uses'])))
  return { definitionProvider: true, referencesProvider: true }
}

/** One place may hold several ids that are all meant. */
const withoutDoubles = (places: readonly Location[]): Location[] => [...new Map(places.map(place => [JSON.stringify(place), place])).values()]
