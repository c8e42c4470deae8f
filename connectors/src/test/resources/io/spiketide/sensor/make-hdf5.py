# Writes the HDF5 files beside it and prints their first spikes, with h5py 3.7 and PyTables 3.7.
import h5py, tables, numpy as np
rng=np.random.default_rng(5)
samples=[]
for n in [12,0,30,7]:
    t=np.sort(rng.uniform(0,1.0,n)); u=rng.integers(0,700,n)
    samples.append((t,u))
labels=np.array([3,1,19,0])
def h5(name,tt,ut,lt):
    with h5py.File(name,'w') as f:
        g=f.create_group('spikes')
        a=g.create_dataset('times',(len(samples),),dtype=h5py.vlen_dtype(np.dtype(tt)))
        b=g.create_dataset('units',(len(samples),),dtype=h5py.vlen_dtype(np.dtype(ut)))
        for i,(t,u) in enumerate(samples):
            a[i]=t.astype(tt); b[i]=u.astype(ut)
        f.create_dataset('labels',data=labels.astype(lt))
        e=f.create_group('extra'); e.create_dataset('speaker',data=np.array([0,1,2,3]))
        e.create_dataset('keys',data=np.array([b'zero',b'one',b'two']))
h5('lists.h5','f8','i8','i8')
f=tables.open_file('lists-pytables.h5','w')
g=f.create_group('/','spikes')
a=f.create_vlarray(g,'times',tables.Float16Atom(),chunkshape=4); b=f.create_vlarray(g,'units',tables.UInt16Atom(),chunkshape=4)
for t,u in samples: a.append(t.astype('f2')); b.append(u.astype('u2'))
f.create_array('/','labels',labels.astype('u2'))
e=f.create_group('/','extra'); f.create_array(e,'speaker',np.array([0,1,2,3],dtype='u2')); f.create_array(e,'keys',[b'zero',b'one',b'two'])
f.close()
for i,(t,u) in enumerate(samples):
    print(i,labels[i],len(t),[int(x*1e6) for x in t[:4]],[int(float(np.float16(x))*1e6) for x in t[:4]],u[:4])

def nird(name,comp='gzip'):
    with h5py.File(name,'w') as f:
        f.attrs['__type__']='NIRGraphData'
        n=f.create_group('nodes')
        g=n.create_group('lif1'); g.attrs['__type__']='NIRNodeData'; o=g.create_group('observables')
        e=o.create_group('spikes'); e.attrs['__type__']='EventData'
        idx=np.array([[0,2,1,-1],[1,1,-1,-1]]); time=np.array([[0.001,0.002,0.0025,np.inf],[0.0005,0.004,np.inf,np.inf]])
        e.create_dataset('idx',data=idx,compression=comp); e.create_dataset('time',data=time,compression=comp)
        e.attrs['n_neurons']=3; e.attrs['t_max']=0.005
        v=o.create_group('v'); v.attrs['__type__']='TimeGriddedData'
        v.create_dataset('data',data=np.arange(12,dtype='f4').reshape(2,2,3)/8,compression=comp); v.attrs['dt']=0.001
        g=n.create_group('input'); g.attrs['__type__']='NIRNodeData'; o=g.create_group('observables')
        e=o.create_group('spikes'); e.attrs['__type__']='TimeGriddedData'
        d=np.zeros((2,5,2),dtype=bool); d[0,1,0]=d[0,4,1]=d[1,0,1]=True
        e.create_dataset('data',data=d,compression=comp); e.attrs['dt']=0.001
        e=o.create_group('valued'); e.attrs['__type__']='ValuedEventData'
        e.create_dataset('idx',data=np.array([[1,0]]),compression=comp); e.create_dataset('time',data=np.array([[0.001,0.003]]),compression=comp); e.create_dataset('value',data=np.array([[0.5,-2.0]]),compression=comp)
        e.attrs['n_neurons']=2; e.attrs['t_max']=0.004
nird('nirdata.nir')
