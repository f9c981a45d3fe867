//! Brazil.

use super::{Entry, Group, Number, Rule};

pub(super) const ALL: &[Entry] = &[
    Entry {
        kind: "BR_CPF",
        rule: Rule { id: "br-cpf", reason: "nine digits and two check digits modulo 11: Brazilian taxpayer who is a person" },
        source: "https://www.gov.br/receitafederal/pt-br/assuntos/meu-cpf",
        group: Group::Tax,
        forms: &[
            ("999.999.999-99", 97),
            ("999999999-99", 90),
            ("99999999999", 38),
            ("999 999 999 99", 80),
            ("999-999-999-99", 90),
        ],
        checked: true,
        holds: |n| {
            !n.is_one_character()
                && modulo_11(n, &[10, 9, 8, 7, 6, 5, 4, 3, 2])
                && modulo_11(n, &[11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
        },
        words: &["cpf", "cpf no", "numero de cpf", "cadastro de pessoas fisicas", "cadastro de pessoa fisica", "cpf cnpj"],
    },
    Entry {
        kind: "BR_CNPJ",
        rule: Rule {
            id: "br-cnpj",
            reason: "twelve characters and two check digits modulo 11: Brazilian register of legal persons and sole traders",
        },
        source: "https://www.gov.br/receitafederal/pt-br/acesso-a-informacao/acoes-e-programas/programas-e-atividades/cnpj-alfanumerico",
        group: Group::Tax,
        forms: &[("XX.XXX.XXX/XXXX-99", 97), ("99999999999999", 38), ("99999999/9999-99", 93)],
        checked: true,
        holds: |n| {
            // Letters count by their place in ASCII less 48.
            let rest = |weights: &[u32]| {
                let sum: u32 = weights.iter().zip(n.text()).map(|(weight, byte)| weight * u32::from(byte - b'0')).sum();
                if sum % 11 < 2 { 0 } else { 11 - sum % 11 }
            };
            !n.is_one_character()
                && rest(&[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) == n.value(12)
                && rest(&[6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) == n.value(13)
        },
        words: &["cnpj", "cadastro nacional da pessoa juridica", "cpf cnpj", "cgc"],
    },
    Entry {
        kind: "BR_PIS",
        rule: Rule {
            id: "br-pis",
            reason: "ten digits and a check digit modulo 11: Brazilian social programmes (PIS, PASEP, NIS)",
        },
        source: "https://www.gov.br/pt-br/servicos/consultar-nis",
        group: Group::Social,
        forms: &[("999.99999.99-9", 92), ("999.9999.999-9", 92), ("99999999999", 0)],
        checked: true,
        holds: |n| {
            let rest = 11 - n.sum(&[3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) % 11;
            !n.is_one_character() && n.value(10) == if rest >= 10 { 0 } else { rest }
        },
        words: &["pis", "pasep", "pis pasep", "nis", "nit", "numero de identificacao social"],
    },
    Entry {
        kind: "BR_TITULO_ELEITOR",
        rule: Rule { id: "br-titulo-eleitor", reason: "eight digits, state, two check digits modulo 11: Brazilian voter" },
        source: "https://www.tse.jus.br/legislacao/compilada/res/2003/resolucao-no-21-538-de-14-de-outubro-de-2003",
        group: Group::Person,
        forms: &[("999999999999", 40), ("9999 9999 9999", 0)],
        checked: true,
        holds: |n| {
            let generous = matches!(n.number(8, 10), 1 | 2);
            let rest = |sum: u32| match sum % 11 {
                10 => 0,
                0 if generous => 1,
                rest => rest,
            };
            (1..=28).contains(&n.number(8, 10))
                && rest(n.sum(&[2, 3, 4, 5, 6, 7, 8, 9])) == n.value(10)
                && rest(n.sum_from(8, &[7, 8, 9])) == n.value(11)
        },
        words: &["titulo de eleitor", "titulo eleitoral", "titulo eleitor", "inscricao eleitoral"],
    },
    Entry {
        kind: "BR_CNS",
        rule: Rule {
            id: "br-cns",
            reason: "fifteen digits from 1, 2, 7, 8 or 9 on, weights 15 to 1, modulo 11: Brazilian health card",
        },
        source: "https://integracao.esusab.ufsc.br/v211/docs/algoritmo_CNS.html",
        group: Group::Health,
        forms: &[("999 9999 9999 9999", 90), ("999999999999999", 0)],
        checked: true,
        holds: |n| b"12789".contains(&n.at(0)) && n.sum(&[15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]).is_multiple_of(11),
        words: &["cns", "cartao sus", "cartao nacional de saude", "cartao do sus", "numero do sus", "carteira nacional de saude"],
    },
    Entry {
        kind: "BR_CNH",
        rule: Rule { id: "br-cnh", reason: "nine digits and two check digits modulo 11: Brazilian driving licence" },
        source: "https://www.gov.br/transportes/pt-br/assuntos/transito/conteudo-contran/resolucoes/resolucao9982023.pdf",
        group: Group::Licence,
        forms: &[("99999999999", 0)],
        checked: true,
        holds: |n| {
            let first = n.sum(&[9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11;
            let less = if first > 9 { 2 } else { 0 };
            let second = (n.sum(&[1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 + 11 - less) % 11;
            let digit = |rest| if rest > 9 { 0 } else { rest };
            !n.is_one_character() && digit(first) == n.value(9) && digit(second) == n.value(10)
        },
        words: &["cnh", "carteira de habilitacao", "carteira nacional de habilitacao", "habilitacao", "registro cnh"],
    },
];

fn modulo_11(number: &Number, weights: &[u32]) -> bool {
    number.sum(weights) * 10 % 11 % 10 == number.value(weights.len())
}
