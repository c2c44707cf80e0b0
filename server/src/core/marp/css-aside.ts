// What is loaded for CSS, in one piece: beside a program for Node it lies as a file of its own.
export { getCSSLanguageService, getDefaultCSSDataProvider, TextDocument } from 'vscode-css-languageservice'
export { default as parse } from 'postcss/lib/parse'
export { default as selectorParser } from 'postcss-selector-parser'
