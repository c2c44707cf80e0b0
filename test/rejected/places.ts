// What a refusal is about, where its words alone do not tell: the tag that an error of ours must stand in, by test.
export const aboutPlaces: Readonly<Record<string, RegExp>> = {
}
