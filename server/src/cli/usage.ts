// What `virtdeck --help` prints, and every misuse behind its reason.
import { languages } from '../core/languages'
import { defaultSettings } from '../core/service'

export const usage = (): string => `Usage: virtdeck lint [OPTION…] FILE…
       virtdeck lint --list-rules [--format text|json]
       virtdeck format [--check] [--order] [--indent N|tab] FILE…
       virtdeck explain PATH|CODE|--cards
       virtdeck picture [--format svg|mermaid|markdown] [--output FILE] FILE

lint finds problems in libvirt XML and Marp decks; format formats libvirt XML, in place; explain says what a part of it means,
or what a problem is about; picture draws the machine that a domain describes.

  FILE                  a file; a folder, which is searched for .xml and .md; a glob ('machines/**/*.xml'), quoted so that
                        the shell leaves it alone; or - for standard input
  --no-gitignore        search folders and globs for what .gitignore files leave out, too
  --libvirt VERSION     the libvirt that the XML is for: ${versions()} (${defaultSettings.libvirt.version});
                        host is the one installed here; a comment in a file wins: <!-- virtdeck: libvirt=9.0.0 -->
  --schemas FOLDER      the schemas (*.rng) that host means, instead of those installed here

lint
  --format NAME         how problems are written: text, json, sarif (2.1.0), github (annotations), gitlab (code quality),
                        junit or checkstyle (text)
  --output FILE         write them to a file
  --quiet               only errors
  --rule CODE=LEVEL     error, warning, information, hint or off; CODE may be a family, such as libvirt/*; as often as needed
  --max-warnings N      more warnings than that are a failure
  --since REV           only files that have changed in git since REV, and new ones; without FILE, those of this folder
  --fix                 mend what has a plain fix, in place, and write what is left; - goes to standard output
  --fix-dry-run         change nothing, print what --fix would do as a unified diff
  --render              draw decks in Chromium (CHROME_PATH names it), and say exactly what is cut off
  --stdin-filename NAME what standard input is called
  --list-rules          every code with its level and meaning

format
  --check               change nothing, name the files that formatting would change
  --order               also put elements into the order in which libvirt prints them
  --indent N|tab        what one level is indented by (2)

explain
  PATH                  elements, an @attribute and a =value: devices/disk/driver@cache=none,
                        'interface[type=bridge]/source', pool/source; what decks know: marp:paginate (marp lists it);
                        advice: card:numa
  CODE                  libvirt/disk-target-duplicate, schema/not-with, marp/wrong-case
  --cards               list the cards, which say why one would want a hard thing, and how

picture
  --format NAME         svg, a drawing; mermaid, a flowchart; markdown, tables (svg)
  --output FILE         write it to a file

  --help                print this
  --version             print the version

Exit status: 0 without errors; 1 with errors, with too many warnings, or (format --check) with files to be formatted; 2 when called
wrongly, when a file could not be read or written, or when there is nothing to explain.
`

const versions = (): string => languages.flatMap(language => language.versions ?? []).join(', ')
