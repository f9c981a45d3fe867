//! Embeds the window's files and the capability list.

fn main() {
    let built = std::path::Path::new("../ui/dist/index.html");
    println!("cargo:rerun-if-changed=../ui/dist");
    if !built.exists() {
        println!("cargo:warning=the window is not built yet: run `cargo xtask setup`, or `npm run build` in ui/");
        if std::fs::create_dir_all("../ui/dist").is_err() {
            println!("cargo:warning=ui/dist could not be made");
        }
    }
    tauri_build::build();
}
