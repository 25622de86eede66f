//! Logistic regression on few features by Newton's method, with a small ridge.

// Rows and columns of a matrix are clearest by index.
#[allow(clippy::needless_range_loop)]
/// The weights of `n` features that fit these rows best: features, and how right the row is, 0 to 1.
pub fn fit(n: usize, rows: &[(Vec<f64>, f64)]) -> Vec<f64> {
    let mut w = vec![0.0; n];
    for _ in 0..30 {
        let mut gradient = vec![0.0; n];
        let mut hessian = vec![vec![0.0; n]; n];
        for (features, right) in rows {
            let z: f64 = w.iter().zip(features).map(|(a, b)| a * b).sum();
            let p = 1.0 / (1.0 + libm::exp(-z));
            let fault = p - right;
            for i in 0..n {
                gradient[i] += fault * features[i];
                for j in 0..n {
                    hessian[i][j] += p * (1.0 - p) * features[i] * features[j];
                }
            }
        }
        for i in 0..n {
            gradient[i] += w[i];
            hessian[i][i] += 1.0;
        }
        let step = solve(hessian, gradient);
        for i in 0..n {
            w[i] -= step[i];
        }
    }
    w
}

// As above.
#[allow(clippy::needless_range_loop)]
fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Vec<f64> {
    let n = b.len();
    for i in 0..n {
        let pivot = a[i][i];
        for j in i + 1..n {
            let factor = a[j][i] / pivot;
            for k in i..n {
                a[j][k] -= factor * a[i][k];
            }
            b[j] -= factor * b[i];
        }
    }
    let mut x = vec![0.0; n];
    for i in (0..n).rev() {
        let rest: f64 = (i + 1..n).map(|k| a[i][k] * x[k]).sum();
        x[i] = (b[i] - rest) / a[i][i];
    }
    x
}
