package dev.autopack.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImportReaderTest {
  @Test
  void java_imports_are_types_packages_and_static_members() {
    var source =
        """
        package a; // import a.Comment;
        /* import a.Block; */
        import b.One; import static b.Two.member;
        import b.c.*;
        import module java.base;
        class A { String s = "import b.Text;"; char c = '"'; String t = ""\"
            import b.TextBlock;
            ""\"; }
        """;

    assertThat(ImportReader.imports(Language.JAVA, source))
        .containsExactly("b.One", "b.Two.member", "b.c.*");
  }

  @Test
  void python_imports_give_the_module_and_what_is_taken_of_it() {
    var source =
        """
        import os, pets.cat as cat  # import ghost
        from .near import (one, two as deux,
            three)
        from .. import up
        from . import *
        def f():
            from late \\
                import x; import y
        '''
        from docstring import nothing
        '''
        text = "import quoted"
        """;

    assertThat(ImportReader.imports(Language.PYTHON, source))
        .containsExactly(
            "os",
            "pets.cat",
            ".near",
            ".near.one",
            ".near.two",
            ".near.three",
            "..up",
            ".",
            "late",
            "late.x",
            "y");
  }

  @Test
  void script_imports_are_the_quoted_modules() {
    var source =
        """
        import a from './a'; import './side';
        import type { B } from "../b";
        export * from './c.js'
        const d = require('./d'); const e = await import("./e");
        // import f from './f'
        const re = /from '.\\/g'/; const s = "import x from './h'";
        `import i from './i'`;
        """;

    assertThat(ImportReader.imports(Language.TYPESCRIPT, source))
        .containsExactly("./a", "./side", "../b", "./c.js", "./d", "./e");
  }

  @Test
  void go_imports_stand_alone_or_in_a_block() {
    var source =
        """
        package x
        import "fmt"
        import (
          // "ghost"
          alias "m/y"
          . "m/z"
        )
        var s = `import "raw"`
        """;

    assertThat(ImportReader.imports(Language.GO, source)).containsExactly("fmt", "m/y", "m/z");
  }

  @Test
  void rust_uses_unfold_and_a_declared_module_is_its_own() {
    var source =
        """
        mod near; pub(crate) mod far;
        use crate::a::{b, c::{d as e, self}, f::*};
        use std::fmt; // use ghost::x;
        /* outer /* use inner::y; */ use outer::z; */
        mod inline { use super::up; }
        fn life<'a>(x: &'a str) -> char { '"' }
        const R: &str = r#"use raw::"text";"#;
        """;

    assertThat(ImportReader.imports(Language.RUST, source))
        .containsExactly(
            "self::near",
            "self::far",
            "crate::a::b",
            "crate::a::c::d",
            "crate::a::c",
            "crate::a::f",
            "std::fmt",
            "self::up");
  }
}
