mod errors;
mod hostile;
mod letter;
mod orders;
mod read;
mod sample;
mod templates;
