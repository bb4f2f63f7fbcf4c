#compdef a2m-torch
# zsh completion for a2m-torch: source <(a2m-torch completion zsh), or as the file _a2m-torch in a folder of $fpath
_a2m_torch() {
    # The program is asked with what stands before the cursor; no answer means: file names.
    local line=a2m-torch
    local -a found
    (( CURRENT > 2 )) && line+=" ${(j: :)words[2,CURRENT-1]}"
    found=(${(f)"$(${~words[1]} '[suggest]' "$line $QIPREFIX$PREFIX" 2>/dev/null)"})
    if (( $#found )); then compadd -a found; else _files; fi
}
if [[ $funcstack[1] == _a2m-torch ]]; then _a2m_torch "$@"; else compdef _a2m_torch a2m-torch; fi
