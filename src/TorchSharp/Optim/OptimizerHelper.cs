using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>The base of the optimizers: steps without recording, state per parameter, state on disk.</summary>
/// <remarks>
/// A state file: the optimizer's name (LEB128 byte length, UTF-8), the count of groups and the count of states (LEB128); then for each
/// group the byte <see cref="TypeCode.Options"/> and its options, for each parameter the byte <see cref="TypeCode.State"/> and its state.
/// Numbers are 8 bytes, little-endian; bools one byte; a tensor is dtype number, rank and dimensions (LEB128), then its elements, row-major.
/// </remarks>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults = null!;

    /// <summary>By the parameter's native handle.</summary>
    protected OrderedDict<nint, OptimizerState> _state = [];

    public OptimizerHelper()
        : base(0)
    {
    }

    /// <summary>What stands before each part of a state file.</summary>
    protected enum TypeCode
    {
        Double = 0,
        Long = 1,
        Tensor = 2,
        Options = 3,
        State = 4,
    }

    /// <summary>Moves the state to a device, where the parameters have gone before.</summary>
    public void to(Device device)
    {
        foreach (var (_, state) in _state)
            state.to(device);
    }

    /// <summary>Options and state of all groups: live, not copies.</summary>
    public virtual StateDictionary state_dict()
    {
        var all = new StateDictionary();
        foreach (var group in _parameter_groups)
        {
            all.Options.Add(group.Options);
            List<int> places = [];
            foreach (var parameter in group.Parameters)
            {
                places.Add(all.State.Count);
                all.State.Add(StateOf(parameter));
            }

            all.StateIndexRef.Add(places);
        }

        return all;
    }

    /// <summary>Copies options and state from another optimizer of the same kind over parameters of the same shapes.</summary>
    /// <exception cref="ArgumentException">The counts of groups or parameters differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var own = this.state_dict();
        if (own.Options.Count != state_dict.Options.Count)
            throw new ArgumentException($"the loaded state has {state_dict.Options.Count} parameter groups, this optimizer {own.Options.Count}");
        for (var k = 0; k < own.StateIndexRef.Count; k++)
            if (own.StateIndexRef[k].Count != state_dict.StateIndexRef[k].Count)
                throw new ArgumentException($"group {k} has {state_dict.StateIndexRef[k].Count} parameters in the loaded state, {own.StateIndexRef[k].Count} here");
        for (var k = 0; k < own.Options.Count; k++)
            own.Options[k].LoadStateDict(state_dict.Options[k]);
        for (var k = 0; k < own.State.Count; k++)
            own.State[k].LoadStateDict(state_dict.State[k]);
    }

    public void save_state_dict(string location)
    {
        using var writer = new BinaryWriter(File.Create(location));
        save_state_dict(writer);
    }

    public void save_state_dict(BinaryWriter writer)
    {
        var all = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt(all.Options.Count);
        writer.Write7BitEncodedInt(all.State.Count);
        foreach (var options in all.Options)
        {
            writer.Write((byte)TypeCode.Options);
            options.SaveStateDict(writer);
        }

        foreach (var state in all.State)
        {
            writer.Write((byte)TypeCode.State);
            state.SaveStateDict(writer);
        }
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <exception cref="ArgumentException">The state of another kind of optimizer, or of other parameters.</exception>
    /// <exception cref="InvalidDataException">No state at all.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        var all = state_dict();
        var kind = reader.ReadString();
        if (kind != GetType().Name)
            throw new ArgumentException($"the loaded state is of '{kind}', this optimizer is {GetType().Name}");
        var (groups, states) = (reader.Read7BitEncodedInt(), reader.Read7BitEncodedInt());
        if (groups != all.Options.Count || states != all.State.Count)
            throw new ArgumentException(
                $"the loaded state has {groups} parameter groups and {states} parameters, this optimizer {all.Options.Count} and {all.State.Count}");
        foreach (var options in all.Options)
        {
            Expect(reader, TypeCode.Options);
            options.LoadStateDict(reader);
        }

        foreach (var state in all.State)
        {
            Expect(reader, TypeCode.State);
            state.LoadStateDict(reader);
        }
    }

    /// <summary>Runs the closure, then the body once for each group, without recording; what either left behind is disposed, but not the loss.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor> loss_closure = null!)
        where T : ParamGroup
    {
        using var scope = NewDisposeScope();
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var on = enable_grad();
            loss = loss_closure();
        }

        using (no_grad())
            foreach (var group in _parameter_groups)
                body((T)group);
        return loss?.MoveToOuterDisposeScope()!;
    }

    private protected void FreeState()
    {
        foreach (var (_, state) in _state)
            (state as IDisposable)?.Dispose();
        _state.Clear();
    }

    private protected void Track(OptimizerState state, OptimizerOptions options)
    {
        state.Initialize(options);
        _state[state.Parameter.Handle] = state;
    }

    /// <summary>The state of a parameter, also after its module was moved and the parameter has another native tensor beneath.</summary>
    private protected OptimizerState StateOf(Parameter parameter)
    {
        if (_state.TryGetValue(parameter.Handle, out var state) && ReferenceEquals(state.Parameter, parameter))
            return state;
        var states = _state.Values;
        _state.Clear();
        foreach (var one in states)
            _state[one.Parameter.Handle] = one;
        return _state[parameter.Handle];
    }

    private static void Expect(BinaryReader reader, TypeCode code)
    {
        var found = reader.ReadByte();
        if (found != (byte)code)
            throw new InvalidDataException($"no optimizer's state: {(byte)code} expected, {found} found");
    }
}
