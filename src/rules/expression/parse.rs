//! From text to an expression: a Pratt parser that says where it cannot go on.

use super::{Expression, Extreme, Operator, SyntaxError};
use crate::points::Exact;
use crate::text::lang::text;
use crate::text::numbers;

#[derive(Clone, Debug, PartialEq)]
enum Token {
    Number(Exact),
    Name(String),
    Operator(Operator),
    Open,
    Close,
    Comma,
}

struct Parser<'t> {
    text: &'t str,
    tokens: Vec<(Token, std::ops::Range<usize>)>,
    next: usize,
}

fn tokens(text: &str) -> Result<Vec<(Token, std::ops::Range<usize>)>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        let mut end = start + c.len_utf8();
        let mut take_while = |accept: &dyn Fn(char) -> bool| {
            while let Some((at, next)) = rest.next_if(|(_, next)| accept(*next)) {
                end = at + next.len_utf8();
            }
        };
        let token = match c {
            _ if c.is_whitespace() => continue,
            '+' => Token::Operator(Operator::Add),
            '-' | '−' | '–' => Token::Operator(Operator::Sub),
            '*' | '×' => Token::Operator(Operator::Mul),
            '/' | '÷' => Token::Operator(Operator::Div),
            '(' => Token::Open,
            ')' => Token::Close,
            ',' | ';' => Token::Comma,
            _ if c.is_ascii_digit() => {
                take_while(&|c| c.is_ascii_digit() || matches!(c, '.' | '%'));
                match numbers::plain(&text[start..end]) {
                    Some(value) => Token::Number(value.into()),
                    None => {
                        let found = &text[start..end];
                        return Err(SyntaxError {
                            at: start..end,
                            message: text!("`{found}` không phải một số", "`{found}` is no number"),
                        });
                    }
                }
            }
            _ if c.is_alphabetic() || c == '_' => {
                take_while(&|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
                Token::Name(text[start..end].to_owned())
            }
            _ => {
                return Err(SyntaxError {
                    at: start..end,
                    message: text!("ký tự lạ `{c}`", "unexpected character `{c}`"),
                });
            }
        };
        tokens.push((token, start..end));
    }
    Ok(tokens)
}

impl Parser<'_> {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn unexpected(&self, at: std::ops::Range<usize>) -> SyntaxError {
        let found = &self.text[at.clone()];
        SyntaxError {
            at,
            message: text!(
                "không chờ `{found}` ở đây",
                "`{found}` is not expected here"
            ),
        }
    }

    fn ended(&self) -> SyntaxError {
        let end = self.text.len();
        SyntaxError {
            at: end..end,
            message: text!(
                "biểu thức dừng giữa chừng, còn thiếu một số, một tên hoặc dấu `)`",
                "the expression ends early: a number, a name or `)` is missing"
            ),
        }
    }

    /// An expression whose operators bind at least as tightly as `level`.
    fn expression(&mut self, level: u8, depth: usize) -> Result<Expression, SyntaxError> {
        let mut left = self.operand(depth)?;
        while let Some(Token::Operator(operator)) = self.peek() {
            let operator = *operator;
            if operator.level() <= level {
                break;
            }
            self.next += 1;
            let right = self.expression(operator.level(), depth)?;
            left = left.join(operator, right);
        }
        Ok(left)
    }

    fn operand(&mut self, depth: usize) -> Result<Expression, SyntaxError> {
        let Some((token, at)) = self.tokens.get(self.next).cloned() else {
            return Err(self.ended());
        };
        if depth > MAX_DEPTH {
            return Err(SyntaxError {
                at,
                message: text!("biểu thức lồng quá sâu", "the expression nests too deeply"),
            });
        }
        self.next += 1;
        match token {
            Token::Number(value) => Ok(Expression::Number(value)),
            Token::Operator(Operator::Sub) => {
                Ok(Expression::Negate(Box::new(self.operand(depth + 1)?)))
            }
            Token::Open => {
                let inner = self.expression(0, depth + 1)?;
                self.close()?;
                Ok(inner)
            }
            Token::Name(name) => match (name.as_str(), self.peek()) {
                ("min", Some(Token::Open)) => self.extreme(Extreme::Min, depth),
                ("max", Some(Token::Open)) => self.extreme(Extreme::Max, depth),
                (_, Some(Token::Open)) => Err(SyntaxError {
                    at,
                    message: text!(
                        "không có hàm `{name}`, chỉ có `min` và `max`",
                        "there is no function `{name}`, only `min` and `max`"
                    ),
                }),
                _ => Ok(Expression::Name(name)),
            },
            Token::Operator(_) | Token::Close | Token::Comma => Err(self.unexpected(at)),
        }
    }

    fn extreme(&mut self, extreme: Extreme, depth: usize) -> Result<Expression, SyntaxError> {
        self.next += 1;
        let mut items = vec![self.expression(0, depth + 1)?];
        while self.peek() == Some(&Token::Comma) {
            self.next += 1;
            items.push(self.expression(0, depth + 1)?);
        }
        self.close()?;
        Ok(Expression::Extreme(extreme, items))
    }

    fn close(&mut self) -> Result<(), SyntaxError> {
        match self.tokens.get(self.next) {
            Some((Token::Close, _)) => {
                self.next += 1;
                Ok(())
            }
            Some((_, at)) => Err(self.unexpected(at.clone())),
            None => Err(self.ended()),
        }
    }
}

/// How deep an expression may nest.
const MAX_DEPTH: usize = 48;

/// How many numbers, names and signs an expression may have.
const MAX_TOKENS: usize = 500;

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// Where the text is none, with the place and the reason.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        let tokens = tokens(text)?;
        if let Some((_, at)) = tokens.get(MAX_TOKENS) {
            return Err(SyntaxError {
                at: at.clone(),
                message: text!("biểu thức quá dài", "the expression is too long"),
            });
        }
        let mut parser = Parser {
            text,
            tokens,
            next: 0,
        };
        let expression = parser.expression(0, 0)?;
        match parser.tokens.get(parser.next) {
            None => Ok(expression),
            Some((_, at)) => Err(parser.unexpected(at.clone())),
        }
    }
}
