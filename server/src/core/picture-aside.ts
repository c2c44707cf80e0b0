// What draws a machine, in one piece: beside a program for Node it lies as a file of its own.
export { markdownOf, pictureOf } from './picture/index'
