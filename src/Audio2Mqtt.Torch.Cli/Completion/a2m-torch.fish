# fish completion for a2m-torch: a2m-torch completion fish | source
function __a2m_torch_suggest
    # The program is asked with what stands before the cursor; no answer means: file names.
    set -l words (commandline -opc)
    set -l typed (commandline -ct)
    set -l program (string replace -r '^~(?=/)' -- $HOME $words[1])
    set -l found ($program '[suggest]' (string join ' ' -- a2m-torch (string escape -- $words[2..-1]) "$typed") 2>/dev/null)
    if set -q found[1]
        printf '%s\n' $found
    else
        __fish_complete_path $typed
    end
end
complete -c a2m-torch -f -a '(__a2m_torch_suggest)'
