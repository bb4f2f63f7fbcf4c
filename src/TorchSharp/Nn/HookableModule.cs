namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A module round whose <c>forward</c> others may hang functions; <c>call</c> runs them in the order they were hung.</summary>
        public class HookableModule<TPreHook, TPostHook> : Module
        {
            protected Dictionary<string, TPreHook> pre_hooks = [];
            protected Dictionary<string, TPostHook> post_hooks = [];
            protected Dictionary<string, Action<Module>> module_pre_hooks = [];
            protected Dictionary<string, Action<Module>> module_post_hooks = [];

            private long hooksHung;

            protected HookableModule(string name)
                : base(name)
            {
            }

            /// <summary>Whether any function hangs here: then a module must really be called, not fused into its neighbour.</summary>
            internal bool IsHooked => pre_hooks.Count + post_hooks.Count + module_pre_hooks.Count + module_post_hooks.Count > 0;

            /// <summary>Hangs a function behind <c>forward</c>; what it returns, unless null, replaces the result.</summary>
            public HookRemover register_forward_hook(TPostHook hook) => Hang(post_hooks, hook);

            /// <summary>Hangs a function before <c>forward</c>; what it returns, unless null, replaces the input.</summary>
            public HookRemover register_forward_pre_hook(TPreHook hook) => Hang(pre_hooks, hook);

            public HookRemover register_forward_hook(Action<Module> hook) => Hang(module_post_hooks, hook);

            public HookRemover register_forward_pre_hook(Action<Module> hook) => Hang(module_pre_hooks, hook);

            private protected void RunBefore()
            {
                foreach (var hook in module_pre_hooks.Values)
                    hook(this);
            }

            private protected void RunAfter()
            {
                foreach (var hook in module_post_hooks.Values)
                    hook(this);
            }

            private HookRemover Hang<THook>(Dictionary<string, THook> hooks, THook hook)
            {
                var key = $"hook {Interlocked.Increment(ref hooksHung)}";
                hooks.Add(key, hook);
                return new HookRemover(this, key);
            }

            private void Remove(string key)
            {
                pre_hooks.Remove(key);
                post_hooks.Remove(key);
                module_pre_hooks.Remove(key);
                module_post_hooks.Remove(key);
            }

            /// <summary>Takes a hook down again.</summary>
            public class HookRemover
            {
                private readonly HookableModule<TPreHook, TPostHook> module;
                private readonly string key;

                public HookRemover(HookableModule<TPreHook, TPostHook> module, string key)
                {
                    this.module = module;
                    this.key = key;
                }

                public void remove() => module.Remove(key);
            }
        }
    }
}
